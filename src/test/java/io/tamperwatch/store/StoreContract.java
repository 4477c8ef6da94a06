package io.tamperwatch.store;

import static io.tamperwatch.store.Samples.ACCOUNT_ID;
import static io.tamperwatch.store.Samples.NOON;
import static io.tamperwatch.store.Samples.amendments;
import static io.tamperwatch.store.Samples.finding;
import static io.tamperwatch.store.Samples.findings;
import static io.tamperwatch.store.Samples.listed;
import static io.tamperwatch.store.Samples.quarantined;
import static io.tamperwatch.store.Samples.sample;
import static io.tamperwatch.store.Samples.unreadable;
import static io.tamperwatch.store.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.Amendment;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingPage;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Intake;
import io.tamperwatch.finding.Move;
import io.tamperwatch.finding.Moved;
import io.tamperwatch.finding.OpenCount;
import io.tamperwatch.finding.Status;
import io.tamperwatch.finding.Stored;
import io.tamperwatch.finding.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for findings. */
abstract class StoreContract {

    Database database;
    JdbcFindingStore store;

    /** A new, empty database. */
    abstract Dialect dialect();

    @BeforeEach
    void open() {
        database = new Database(dialect());
        store = new JdbcFindingStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** CloudTrail keeps records below 256 kB, enriched ones below 1 MB. */
    @Test
    void keepsARecordOfTheLargestSizeAsItIs() {
        String record = "{\"eventID\":\"e1\",\"padding\":\"" + "é".repeat(1 << 20) + "\"}";
        store.store(findings(sample("e1").record(record).finding()));

        assertThat(store.find("e1").orElseThrow().record()).isEqualTo(record);
    }

    @Test
    void givesBackEverythingThatIsKnownOfAFinding() {
        Finding finding = finding("e1");
        assertThat(store.store(findings(finding))).isEqualTo(new Stored(List.of(finding), 0, 0, 0));
        assertThat(store.find("e1")).contains(finding);
        assertThat(store.find("e2")).isEmpty();
        assertThat(list(all())).containsExactly(listed(finding));
    }

    @Test
    void judgesWhatArrivesByWhatIsThereAndWhatIsThereByWhatArrives() {
        TestingReview review = new TestingReview();
        Finding first = finding("e1");
        Intake deleted = new Intake(
                List.of(),
                List.of(),
                List.of(),
                List.of(sample("c1").event("DeleteUser").finding()));

        assertThat(store.store(findings(first), review).created())
                .containsExactly(TestingReview.judged(first, "saw 0"));
        Finding again = TestingReview.again(TestingReview.judged(first, "saw 0"), "saw DeleteUser");
        assertThat(store.store(deleted, review))
                .isEqualTo(new Stored(List.of(), 0, 0, 0, List.of(with(again, again.history(), "null"))));
        assertThat(store.find("e1")).contains(again);
        assertThat(store.countOpen())
                .containsExactly(new OpenCount(first.detection(), Severity.LOW, first.account(), 1, 1));

        assertThat(store.store(deleted, review)).isEqualTo(new Stored(List.of(), 1, 0, 0));
        assertThat(store.store(findings(finding("e2")), review).created())
                .containsExactly(TestingReview.judged(finding("e2"), "saw 2"));
        assertThat(store.find("e1")).contains(again);
    }

    @Test
    void tellsTheReviewOnlyOfTheSameAccountWithinItsReach() {
        TestingReview review = new TestingReview();
        store.store(findings(sample("e1").account("other", "444455556666").finding()), review);
        store.store(findings(sample("e2").at(NOON.minusSeconds(3601)).finding()), review);
        store.store(findings(sample("e3").at(NOON.plusSeconds(3601)).finding()), review);
        store.store(findings(sample("e4").at(NOON.plusSeconds(3600)).finding()), review);

        assertThat(store.store(findings(finding("e5")), review).created())
                .containsExactly(TestingReview.judged(finding("e5"), "saw 1"));
    }

    @Test
    void tellsTheReviewOfWhatMayBelongToOneCourseOfWorkHoursApart() {
        TestingReview review = new TestingReview();
        Intake uploads =
                new Intake(List.of(), List.of(), List.of(), List.of(uploaded("u1", 86_400), uploaded("u2", 86_401)));
        store.store(uploads, review);
        store.store(findings(finding("e1")), review);

        assertThat(review.stored).extracting(Trace::id).containsExactly(id("u1"));
    }

    private static Finding uploaded(String id, int secondsBefore) {
        return sample(id)
                .event("UploadSigningCertificate")
                .at(NOON.minusSeconds(secondsBefore))
                .finding();
    }

    private static String id(String event) {
        return EventKey.event(event).toString();
    }

    @Test
    void tellsTheReviewOfWhatHappenedLastWhereMuchHappened() {
        TestingReview review = new TestingReview();
        Finding[] many = IntStream.rangeClosed(0, 1_000)
                .mapToObj(i -> sample("m" + i).at(NOON.minusMillis(2_000 - i)).finding())
                .toArray(Finding[]::new);
        store.store(findings(many), review);
        store.store(findings(finding("e1")), review);

        assertThat(review.stored).hasSize(1_000);
        assertThat(review.stored.getFirst().id()).isEqualTo(id("m1"));
        assertThat(review.stored.getLast().id()).isEqualTo(id("m1000"));
    }

    @Test
    void tellsTheReviewWhenAnActorFirstMadeTheCall() {
        TestingReview review = new TestingReview();
        store.store(findings(sample("e1").at(NOON.minusSeconds(90_000)).finding()), review);
        store.store(
                findings(
                        sample("e2").at(NOON.minusSeconds(100_000)).actor("bob").finding()),
                review);
        store.store(findings(sample("e3").at(NOON.minusSeconds(80_000)).finding()), review);
        store.store(findings(finding("e4")), review);

        assertThat(review.since).isEqualTo(NOON.minusSeconds(100_000));
        assertThat(review.firstAt).isEqualTo(NOON.minusSeconds(90_000));
    }

    @Test
    void forgetsWhatCloudTrailCannotShowAnythingNearOfAnyMore() {
        TestingReview review = new TestingReview();
        Finding old = sample("e1").at(NOON.minusSeconds(91 * 86_400)).finding();
        store.store(findings(old), review);
        store.store(findings(finding("e2")), review);

        assertThat(store.store(
                                findings(sample("e3")
                                        .at(NOON.minusSeconds(91 * 86_400))
                                        .finding()),
                                review)
                        .created())
                .extracting(finding -> finding.signals().getFirst().why())
                .containsExactly("saw 0");
    }

    @Test
    void storesAnEventOnceHoweverOftenItIsRead() {
        Finding first = finding("e1");
        Finding second = finding("e2");
        store.store(findings(first));
        assertThat(store.store(findings(sample("e1").severity(Severity.LOW).finding(), second, second)))
                .isEqualTo(new Stored(List.of(second), 2, 0, 0));
        assertThat(store.find("e1")).contains(first);
        assertThat(store.store(findings(first, second))).isEqualTo(new Stored(List.of(), 2, 0, 0));
    }

    @Test
    void knowsAnAccountByItsIdWhateverItIsCalled() {
        Finding prod = sample("e1").account("prod", ACCOUNT_ID).finding();
        Finding sameUnderAnotherName = sample("e1").account("live", ACCOUNT_ID).finding();
        Finding elsewhere = sample("e1")
                .account("test", "444455556666")
                .at(NOON.plusSeconds(1))
                .finding();
        assertThat(store.store(findings(prod, sameUnderAnotherName, elsewhere)))
                .isEqualTo(new Stored(List.of(prod, elsewhere), 1, 0, 0));
        assertThat(store.find("e1")).as("of several accounts, the newest").contains(elsewhere);
        assertThat(list(all())).containsExactly(listed(elsewhere), listed(prod));
    }

    @Test
    void usesTheConfiguredNameWhileTheAccountIdIsUnknown() {
        Finding one = sample("e1").account("one", null).finding();
        Finding other = sample("e1").account("other", null).finding();
        assertThat(store.store(findings(one, other)).created()).containsExactly(one, other);
        assertThat(list(accounts("one"))).containsExactly(listed(one));
    }

    @Test
    void anAmendmentReplacesTheRecordButNotTheLifeOfAFinding() {
        Finding original = sample("e1").status(Status.ACKNOWLEDGED).finding();
        Amendment amendment = new Amendment("a1", amendedBy("a1"));
        store.store(findings(original));
        assertThat(store.store(amendments(amendment))).isEqualTo(new Stored(List.of(), 0, 1, 0));
        Finding expected = Samples.with(
                sample("e1")
                        .severity(Severity.LOW)
                        .actor("mallory")
                        .at(NOON.plusSeconds(5))
                        .status(Status.ACKNOWLEDGED)
                        .finding(),
                List.of(original.history().getFirst(), amendedEntry("a1")),
                "{\"amended\":\"a1\"}");
        assertThat(store.find("e1")).contains(expected);
        assertThat(store.find("a1"))
                .as("an amending event leads to its finding")
                .contains(expected);
        assertThat(list(all())).containsExactly(listed(expected));
        assertThat(list(severity(Severity.HIGH))).isEmpty();
        assertThat(list(severity(Severity.LOW))).containsExactly(listed(expected));
        assertThat(list(actor("mallory"))).containsExactly(listed(expected));
    }

    @Test
    void appliesAnAmendmentOnce() {
        store.store(findings(finding("e1")));
        Amendment first = new Amendment("a1", amendedBy("a1"));
        Amendment second = new Amendment("a2", amendedBy("a2"));
        assertThat(store.store(amendments(first, first, second))).isEqualTo(new Stored(List.of(), 1, 2, 0));
        assertThat(store.store(amendments(first))).isEqualTo(new Stored(List.of(), 1, 0, 0));
        Finding found = store.find("e1").orElseThrow();
        assertThat(found.record()).isEqualTo("{\"amended\":\"a2\"}");
        assertThat(found.history()).hasSize(3).endsWith(amendedEntry("a1"), amendedEntry("a2"));
    }

    @Test
    void anAmendmentCreatesTheFindingWhoseOriginalWasNeverSeen() {
        Amendment amendment = new Amendment("a1", amendedBy("a1"));
        Finding expected = Samples.with(
                amendment.finding(),
                List.of(amendment.finding().history().getFirst(), amendedEntry("a1")),
                amendment.finding().record());
        assertThat(store.store(amendments(amendment))).isEqualTo(new Stored(List.of(expected), 0, 0, 0));
        assertThat(store.find("e1")).contains(expected);
        assertThat(store.store(findings(finding("e1"))))
                .as("the original adds its record and nothing else")
                .isEqualTo(new Stored(List.of(), 0, 0, 0));
        assertThat(store.find("e1")).contains(expected);
        assertThat(store.store(findings(finding("e1")))).isEqualTo(new Stored(List.of(), 1, 0, 0));
        assertThat(store.store(amendments(amendment))).isEqualTo(new Stored(List.of(), 1, 0, 0));
        assertThat(list(all())).containsExactly(listed(expected));
    }

    @Test
    void anOriginalAndItsAmendmentMayShareAPage() {
        Intake intake = new Intake(List.of(finding("e1")), List.of(new Amendment("a1", amendedBy("a1"))), List.of());
        assertThat(store.store(intake)).isEqualTo(new Stored(List.of(finding("e1")), 0, 1, 0));
        assertThat(store.store(intake)).isEqualTo(new Stored(List.of(), 2, 0, 0));
    }

    @Test
    void amendmentsOfAmendmentsMakeNoSecondFinding() {
        Amendment ofAmendment =
                new Amendment("a2", sample("a1").record("{\"amended\":\"a2\"}").finding());
        Amendment ofOriginal = new Amendment("a1", amendedBy("a1"));
        store.store(amendments(ofAmendment));
        assertThat(store.store(amendments(ofOriginal))).isEqualTo(new Stored(List.of(), 0, 0, 0));
        assertThat(store.store(findings(finding("e1")))).isEqualTo(new Stored(List.of(), 0, 0, 0));
        assertThat(list(all())).hasSize(1);
        Intake again = new Intake(List.of(finding("e1")), List.of(ofOriginal, ofAmendment), List.of());
        assertThat(store.store(again)).isEqualTo(new Stored(List.of(), 3, 0, 0));
        assertThat(store.find("e1").orElseThrow().record()).isEqualTo("{\"amended\":\"a2\"}");
    }

    @Test
    void keepsUnreadableRecordsOnceAndAsTheyCame() {
        var first = quarantined("q1", NOON);
        var second = quarantined("q2", NOON.plusSeconds(1));
        assertThat(store.store(unreadable(first, second))).isEqualTo(new Stored(List.of(), 0, 0, 2));
        assertThat(store.store(unreadable(quarantined("q1", NOON.plusSeconds(9)))))
                .isEqualTo(new Stored(List.of(), 1, 0, 0));
        assertThat(store.quarantined(10)).containsExactly(second, first);
        assertThat(store.quarantined(1)).containsExactly(second);
        assertThat(store.countQuarantined()).isEqualTo(2);
    }

    @Test
    void storesAPageAsAWholeOrNotAtAll() {
        Intake broken =
                new Intake(List.of(finding("e1"), finding("e2")), List.of(), List.of(quarantined("q1", Instant.EPOCH)));
        failTheLastStatementOfAPage();
        assertThatThrownBy(() -> store.store(broken))
                .isInstanceOf(io.tamperwatch.finding.StoreUnavailable.class)
                .hasMessageStartingWith("the store cannot be used: ");
        assertThat(list(all())).isEmpty();
        assertThat(store.countOpen()).isEmpty();
        repairTheLastStatementOfAPage();
        assertThat(store.store(broken).created()).hasSize(2);
        assertThat(store.countOpen()).hasSize(1);
    }

    @Test
    void takesAFindingThroughItsLife() {
        Finding finding = finding("e1");
        store.store(findings(finding));
        HistoryEntry acknowledged = new HistoryEntry(NOON.plusSeconds(900), "acknowledged", "ruth", "mine");
        Finding expected =
                finding.with(Status.ACKNOWLEDGED, List.of(finding.history().getFirst(), acknowledged));
        assertThat(store.move("e1", Move.ACKNOWLEDGE, acknowledged, finding::equals))
                .isEqualTo(new Moved.Done(expected));
        assertThat(store.find("e1")).contains(expected);
        assertThat(store.countOpen()).isEmpty();
        assertThat(list(all())).containsExactly(listed(expected));
        HistoryEntry reopened = new HistoryEntry(NOON.plusSeconds(950), "reopened", "ruth", null);
        assertThat(store.move("e1", Move.REOPEN, reopened, _ -> true)).isInstanceOf(Moved.Done.class);
        assertThat(store.countOpen()).extracting(OpenCount::count).containsExactly(1L);
        assertThat(store.store(findings(finding)).duplicates())
                .as("the event read again changes nothing of it")
                .isEqualTo(1);
        assertThat(store.find("e1").orElseThrow().history()).hasSize(3);
    }

    @Test
    void takesNoStepThatMayNotBeTaken() {
        Finding finding = finding("e1");
        store.store(findings(finding));
        HistoryEntry entry = new HistoryEntry(NOON.plusSeconds(900), "resolved", "ruth", null);
        assertThat(store.move("e2", Move.RESOLVE, entry, _ -> true)).isEqualTo(new Moved.Unknown());
        assertThat(store.move("e1", Move.RESOLVE, entry, _ -> false)).isEqualTo(new Moved.Stale());
        assertThat(store.find("e1")).contains(finding);
        Finding resolved =
                finding.with(Status.RESOLVED, List.of(finding.history().getFirst(), entry));
        store.move("e1", Move.RESOLVE, entry, _ -> true);
        assertThat(store.move("e1", Move.RESOLVE, entry, _ -> true)).isEqualTo(new Moved.AlreadyThere(resolved));
        assertThat(store.move("e1", Move.ACKNOWLEDGE, entry, _ -> true)).isEqualTo(new Moved.Illegal(Status.RESOLVED));
        assertThat(store.find("e1")).contains(resolved);
        assertThat(store.countOpen()).isEmpty();
    }

    @Test
    void ofManyWhoTakeAStepAtOnceOneDoes() throws Exception {
        Finding finding = finding("e1");
        store.store(findings(finding));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Moved>> moves = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> store.move(
                            "e1",
                            Move.ACKNOWLEDGE,
                            new HistoryEntry(NOON.plusSeconds(i), "acknowledged", "r" + i, null),
                            finding::equals)))
                    .toList();
            List<Moved> ended = new ArrayList<>();
            for (Future<Moved> move : moves) {
                ended.add(move.get());
            }
            assertThat(ended).filteredOn(Moved.Done.class::isInstance).hasSize(1);
            assertThat(ended).filteredOn(Moved.Stale.class::isInstance).hasSize(7);
        }
        assertThat(store.find("e1").orElseThrow().history()).hasSize(2);
    }

    /** Works that share a transaction see each other's rows; when it is undone, so is what one of them read of the others. */
    @Test
    void remembersNothingOfWhatWasUndone() {
        Finding finding = finding("e1");
        Kinds kinds = store.dictionary().kinds();
        assertThatThrownBy(() -> database.write(connection -> {
                    long number = kinds.number(connection, Kind.of(finding), new HashMap<>());
                    kinds.kind(connection, number);
                    throw new IllegalStateException("the work of another");
                }))
                .isInstanceOf(IllegalStateException.class);

        store.store(findings(finding));
        assertThat(store.find("e1")).contains(finding);
    }

    private void failTheLastStatementOfAPage() {
        run("alter table quarantine rename to away");
    }

    private void repairTheLastStatementOfAPage() {
        run("alter table away rename to quarantine");
    }

    private void run(String sql) {
        database.write(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    @Test
    void survivesWhateverTextARecordHolds() {
        String rubbish = "a\0b\uD800c' ; drop table finding -- \uDBFF\uDFFF % _ \\ é \u202E\n\"";
        Finding finding = sample(rubbish)
                .actor(rubbish)
                .event(rubbish)
                .account(rubbish, rubbish)
                .finding();
        store.store(findings(finding));
        assertThat(store.store(findings(finding)).duplicates()).isEqualTo(1);
        Finding found = store.find(rubbish).orElseThrow();
        assertThat(found.actor()).isEqualTo(finding.actor());
        assertThat(list(all())).hasSize(1);
        assertThat(list(actor(rubbish))).hasSize(1);
        String endless = "x".repeat(100_000);
        store.store(findings(sample(endless).actor(endless).finding()));
        assertThat(store.find(endless).orElseThrow().actor().name()).isEqualTo(endless);
        assertThat(list(actor(endless))).hasSize(1);
        store.store(unreadable(quarantined(endless, NOON)));
        store.store(findings(
                sample("old").at(Instant.MIN).finding(),
                sample("new").at(Instant.MAX).finding()));
        assertThat(list(all())).hasSize(4);
    }

    @Test
    void listsNewestFirstAndPagesWithoutLossWhileFindingsArrive() {
        List<Finding> some = IntStream.range(0, 40)
                .mapToObj(i -> sample("e" + i).at(NOON.plusSeconds(i / 3)).finding())
                .toList();
        store.store(new Intake(some, List.of(), List.of()));
        List<Finding> paged = new ArrayList<>();
        FindingQuery.@Nullable Position after = null;
        int late = 0;
        do {
            FindingPage page = store.query(query(Filter.NONE, after, 7));
            paged.addAll(page.items());
            after = page.next();
            store.store(
                    findings(sample("late" + late++).at(NOON.plusSeconds(60)).finding()));
        } while (after != null);
        assertThat(paged)
                .containsExactlyInAnyOrderElementsOf(
                        some.stream().map(Samples::listed).toList());
        assertThat(paged).isSortedAccordingTo((a, b) -> b.occurredAt().compareTo(a.occurredAt()));
    }

    @Test
    void theLastPageSaysThatItIsTheLast() {
        store.store(findings(finding("e1"), finding("e2")));
        assertThat(store.query(FindingQuery.newest(2)).next()).isNull();
        assertThat(store.query(FindingQuery.newest(1)).next()).isNotNull();
    }

    @Test
    void filtersByEachThingAndByAllTogether() {
        Finding high = sample("high").finding();
        Finding low =
                sample("low").severity(Severity.LOW).at(NOON.plusSeconds(1)).finding();
        Finding done =
                sample("done").status(Status.RESOLVED).at(NOON.plusSeconds(2)).finding();
        Finding client = sample("client")
                .event("RemoveClientIDFromOpenIDConnectProvider")
                .at(NOON.plusSeconds(3))
                .finding();
        Finding elsewhere = sample("elsewhere")
                .account("test", "444455556666")
                .at(NOON.plusSeconds(4))
                .finding();
        store.store(findings(high, low, done, client, elsewhere));

        assertThat(ids(severity(Severity.LOW))).containsExactly("low");
        assertThat(ids(severity(Severity.LOW, Severity.HIGH)))
                .containsExactly("elsewhere", "client", "done", "low", "high");
        assertThat(ids(severity(Severity.INFO))).isEmpty();
        assertThat(ids(status(Status.RESOLVED))).containsExactly("done");
        assertThat(ids(status(Status.SUPPRESSED))).isEmpty();
        assertThat(ids(accounts("test"))).containsExactly("elsewhere");
        assertThat(ids(accounts("444455556666"))).containsExactly("elsewhere");
        assertThat(ids(accounts("nobody"))).isEmpty();
        assertThat(ids(Filter.NONE.events("RemoveClientIDFromOpenIDConnectProvider")))
                .containsExactly("client");
        assertThat(ids(Filter.NONE.detections("client-id-removed"))).containsExactly("client");
        assertThat(ids(Filter.NONE.since(NOON.plusSeconds(3)))).containsExactly("elsewhere", "client");
        assertThat(ids(Filter.NONE.since(NOON.plusSeconds(3).plusNanos(1)))).containsExactly("elsewhere");
        assertThat(ids(Filter.NONE.until(NOON.plusSeconds(1)))).containsExactly("high");
        assertThat(ids(Filter.NONE.until(NOON.plusSeconds(1).plusNanos(1)))).containsExactly("low", "high");
        assertThat(ids(severity(Severity.HIGH)
                        .events("DeleteSigningCertificate")
                        .accounts("prod")
                        .statuses(Status.OPEN)
                        .actor("ALICE")
                        .text("192.0.2")
                        .until(NOON.plusSeconds(10))))
                .containsExactly("high");
    }

    @Test
    void searchesTextLiterallyAndIgnoresCase() {
        store.store(findings(
                sample("percent").actor("100%_Real").finding(),
                sample("plain").actor("Zoë").finding()));
        assertThat(ids(actor("%"))).containsExactly("percent");
        assertThat(ids(actor("0%_r"))).containsExactly("percent");
        assertThat(ids(actor("ZOË"))).containsExactly("plain");
        assertThat(ids(actor("user/zoë"))).containsExactly("plain");
        assertThat(ids(actor("\\"))).isEmpty();
        assertThat(ids(Filter.NONE.text("certpercent"))).containsExactly("percent");
        assertThat(ids(Filter.NONE.text("deletesigning"))).hasSize(2);
        assertThat(ids(Filter.NONE.text("zoë"))).containsExactly("plain");
        assertThat(ids(Filter.NONE.text("192.0.2.7"))).hasSize(2);
        assertThat(ids(Filter.NONE.text("aws-cli"))).isEmpty();
    }

    @Test
    void countsOpenFindingsByKind() {
        store.store(findings(
                finding("e1"),
                finding("e2"),
                sample("e3").severity(Severity.LOW).finding(),
                sample("e4").status(Status.RESOLVED).finding(),
                sample("e5").account("test", "444455556666").finding()));
        store.store(findings(finding("e1")));
        assertThat(store.countOpen())
                .containsExactlyInAnyOrder(
                        new OpenCount("signing-certificate-deleted", Severity.HIGH, "prod", 2, 2),
                        new OpenCount("signing-certificate-deleted", Severity.LOW, "prod", 1, 1),
                        new OpenCount("signing-certificate-deleted", Severity.HIGH, "test", 1, 1));
        store.store(amendments(new Amendment("a1", amendedBy("a1"))));
        assertThat(store.countOpen())
                .contains(
                        new OpenCount("signing-certificate-deleted", Severity.HIGH, "prod", 1, 3),
                        new OpenCount("signing-certificate-deleted", Severity.LOW, "prod", 2, 2));
    }

    @Test
    void tellsThatAsManyAreOpenAsBeforeButOthers() {
        store.store(findings(finding("e1"), finding("e2")));
        store.move("e2", Move.RESOLVE, new HistoryEntry(NOON, "resolved", "ruth", null), _ -> true);
        assertThat(store.countOpen())
                .containsExactly(new OpenCount("signing-certificate-deleted", Severity.HIGH, "prod", 1, 3));
        store.move("e1", Move.RESOLVE, new HistoryEntry(NOON, "resolved", "ruth", null), _ -> true);
        assertThat(store.countOpen()).isEmpty();
        store.move("e2", Move.REOPEN, new HistoryEntry(NOON, "reopened", "ruth", null), _ -> true);
        assertThat(store.countOpen())
                .containsExactly(new OpenCount("signing-certificate-deleted", Severity.HIGH, "prod", 1, 5));
        store.store(findings(finding("e1")));
        assertThat(store.countOpen().getFirst().changes()).as("nothing new").isEqualTo(5);
    }

    @Test
    void tellsThatOneHasComeForAnotherInOneTransaction() {
        store.store(findings(finding("e1")));
        store.store(new Intake(
                List.of(finding("e2")), List.of(new Amendment("a1", amendedBy("a1"))), List.of(), List.of()));
        assertThat(store.countOpen())
                .containsExactlyInAnyOrder(
                        new OpenCount("signing-certificate-deleted", Severity.HIGH, "prod", 1, 3),
                        new OpenCount("signing-certificate-deleted", Severity.LOW, "prod", 1, 1));
    }

    @Test
    void concurrentReadersOfTheSameEventsStoreEachOnce() throws Exception {
        List<Finding> page =
                IntStream.range(0, 50).mapToObj(i -> finding("e" + i)).toList();
        Callable<Stored> reader = () -> store.store(new Intake(page, List.of(), List.of()));
        try (ExecutorService readers = Executors.newFixedThreadPool(4)) {
            int created = 0;
            for (Future<Stored> stored : readers.invokeAll(List.of(reader, reader, reader, reader))) {
                created += stored.get().created().size();
            }
            assertThat(created).isEqualTo(50);
        }
        assertThat(store.countOpen().getFirst().count()).isEqualTo(50);
    }

    @Test
    void isStillThereWhenOpenedAgain() {
        store.store(findings(finding("e1")));
        database.close();
        database = new Database(database.dialect());
        store = new JdbcFindingStore(database);
        assertThat(store.find("e1")).contains(finding("e1"));
        assertThat(store.store(findings(finding("e1"), finding("e2"))).created())
                .containsExactly(finding("e2"));
    }

    /** Every step's answer and every list is compared with what the model says. */
    @Test
    void agreesWithTheModelOnRandomIntakes() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            close();
            open();
            Random random = new Random(seed);
            StoreModel model = new StoreModel();
            for (int step = 0; step < 60; step++) {
                Intake intake = randomIntake(random);
                assertThat(store.store(intake))
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(model.store(intake));
            }
            assertThat(pages(all(), 1 + random.nextInt(9))).as("seed %d", seed).isEqualTo(expected(model, f -> true));
            for (Severity severity : Severity.values()) {
                assertThat(pages(severity(severity), 5)).isEqualTo(expected(model, f -> f.severity() == severity));
            }
            for (Status status : Status.values()) {
                assertThat(pages(status(status), 5)).isEqualTo(expected(model, f -> f.status() == status));
            }
            assertThat(pages(actor("MALLORY"), 5))
                    .isEqualTo(expected(model, f -> "mallory".equals(f.actor().name())));
            assertThat(store.countOpen().stream().mapToLong(OpenCount::count).sum())
                    .isEqualTo(model.countOpen());
            assertThat(store.countQuarantined()).isEqualTo(model.countQuarantined());
            emptyAll();
        }
    }

    private static final int SEEDS = Integer.getInteger("tamperwatch.store.seeds", 8);

    /** Few ids, so that most steps meet events again; amendments come before, after and with their originals. */
    private static Intake randomIntake(Random random) {
        List<Finding> findings = new ArrayList<>();
        List<Amendment> amendments = new ArrayList<>();
        List<io.tamperwatch.finding.QuarantinedRecord> unreadable = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            findings.add(randomSample(random, "e" + random.nextInt(40)).finding());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            String original = "e" + random.nextInt(40);
            String amending = "a" + random.nextInt(3) + original;
            amendments.add(new Amendment(
                    amending,
                    randomSample(random, original)
                            .record("{\"by\":\"" + amending + "\"}")
                            .finding()));
        }
        if (random.nextInt(5) == 0) {
            unreadable.add(quarantined("q" + random.nextInt(6), NOON.plusSeconds(random.nextInt(9))));
        }
        return new Intake(findings, amendments, unreadable);
    }

    private static Samples.Sample randomSample(Random random, String id) {
        boolean other = random.nextInt(4) == 0;
        return sample(id)
                .account(other ? "test" : "prod", other ? null : ACCOUNT_ID)
                .at(NOON.plusSeconds(random.nextInt(5)))
                .severity(Severity.values()[random.nextInt(3)])
                .status(Status.values()[random.nextInt(3)])
                .actor(random.nextBoolean() ? "alice" : "mallory");
    }

    private static List<Finding> expected(StoreModel model, Predicate<Finding> filter) {
        return model.list(filter).stream().map(Samples::listed).toList();
    }

    private List<Finding> pages(Filter filter, int limit) {
        List<Finding> all = new ArrayList<>();
        FindingQuery.@Nullable Position after = null;
        do {
            FindingPage page = store.query(query(filter, after, limit));
            all.addAll(page.items());
            after = page.next();
        } while (after != null);
        return all;
    }

    private void emptyAll() {
        for (String table : List.of(
                "event_record",
                "raw_record",
                "tally",
                "finding",
                "kind",
                "actor",
                "assessment",
                "quarantine",
                "search_block",
                "search_set")) {
            run("delete from " + table);
        }
    }

    private static Finding amendedBy(String amending) {
        return sample("e1")
                .severity(Severity.LOW)
                .actor("mallory")
                .at(NOON.plusSeconds(5))
                .record("{\"amended\":\"" + amending + "\"}")
                .finding();
    }

    private static HistoryEntry amendedEntry(String amending) {
        return new HistoryEntry(NOON.plusSeconds(300), "amended", null, "by CloudTrail event " + amending);
    }

    private List<Finding> list(Filter filter) {
        return store.query(query(filter, null, 100)).items();
    }

    private List<String> ids(Filter filter) {
        return list(filter).stream().map(Finding::id).toList();
    }

    static FindingQuery query(Filter f, FindingQuery.@Nullable Position after, int limit) {
        return new FindingQuery(
                f.status(),
                f.severity(),
                f.detection(),
                f.event(),
                f.account(),
                f.actor(),
                f.since(),
                f.until(),
                f.text(),
                after,
                limit);
    }

    static Filter all() {
        return Filter.NONE;
    }

    static Filter severity(Severity... severities) {
        return Filter.NONE.severities(severities);
    }

    static Filter status(Status... statuses) {
        return Filter.NONE.statuses(statuses);
    }

    static Filter accounts(String... accounts) {
        return Filter.NONE.accounts(accounts);
    }

    static Filter actor(String actor) {
        return Filter.NONE.actor(actor);
    }

    /** A query without its place in the list. */
    record Filter(
            Set<Status> status,
            Set<Severity> severity,
            Set<String> detection,
            Set<String> event,
            Set<String> account,
            @Nullable String actor,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable String text) {

        static final Filter NONE = new Filter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, null, null, null);

        Filter statuses(Status... values) {
            return new Filter(Set.of(values), severity, detection, event, account, actor, since, until, text);
        }

        Filter severities(Severity... values) {
            return new Filter(status, Set.of(values), detection, event, account, actor, since, until, text);
        }

        Filter detections(String... values) {
            return new Filter(status, severity, Set.of(values), event, account, actor, since, until, text);
        }

        Filter events(String... values) {
            return new Filter(status, severity, detection, Set.of(values), account, actor, since, until, text);
        }

        Filter accounts(String... values) {
            return new Filter(status, severity, detection, event, Set.of(values), actor, since, until, text);
        }

        Filter actor(String value) {
            return new Filter(status, severity, detection, event, account, value, since, until, text);
        }

        Filter since(Instant value) {
            return new Filter(status, severity, detection, event, account, actor, value, until, text);
        }

        Filter until(Instant value) {
            return new Filter(status, severity, detection, event, account, actor, since, value, text);
        }

        Filter text(String value) {
            return new Filter(status, severity, detection, event, account, actor, since, until, value);
        }
    }
}
