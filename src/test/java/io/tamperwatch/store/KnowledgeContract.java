package io.tamperwatch.store;

import static io.tamperwatch.store.Samples.NOON;
import static io.tamperwatch.store.Samples.amendments;
import static io.tamperwatch.store.Samples.findings;
import static io.tamperwatch.store.Samples.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.event.Actor;
import io.tamperwatch.event.Provenance;
import io.tamperwatch.finding.Amendment;
import io.tamperwatch.finding.Aspect;
import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Impact;
import io.tamperwatch.finding.Knowledge;
import io.tamperwatch.finding.Move;
import io.tamperwatch.finding.Moved;
import io.tamperwatch.finding.OpenCount;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.SessionTrace;
import io.tamperwatch.finding.Status;
import io.tamperwatch.finding.WebIdentityUse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do with what is learned about findings after they were stored. */
abstract class KnowledgeContract {

    private static final Instant LATER = NOON.plusSeconds(3600);
    private static final HistoryEntry LEARNED = new HistoryEntry(LATER, "traced", null, "to its beginning");

    /** Something in every member, and text that is not plain. */
    static final SessionTrace TRACE = new SessionTrace(
            SessionTrace.Result.OUT_OF_WINDOW,
            List.of(new SessionTrace.Link(
                    "ASIAEXAMPLE",
                    "e-7",
                    "sts.amazonaws.com",
                    "AssumeRole",
                    NOON.minusSeconds(600),
                    "eu-west-1",
                    new Actor(
                            "AssumedRole",
                            "arn:a",
                            "\u0000 name \ud83d\ude00 \ud800",
                            "111122223333",
                            "ASIAOTHER",
                            false,
                            "arn:issuer",
                            "invoked",
                            new Provenance("p", "n", "s", "i", "o", "a", "r", "j", "Role", true)),
                    "192.0.2.1",
                    "aws-cli \"2\"",
                    "arn:role",
                    "Nov 26, 2026, 1:00:00 PM")),
            new SessionTrace.Activity(
                    NOON.minusSeconds(3600),
                    LATER,
                    3,
                    2,
                    false,
                    List.of(new SessionTrace.Deed(
                            "iam.amazonaws.com",
                            "ListUsers",
                            "us-east-1",
                            Outcome.DENIED,
                            "AccessDenied",
                            2,
                            NOON,
                            NOON.plusMillis(1)))),
            "It ends here.",
            LATER,
            2,
            LATER.plusSeconds(60));

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

    @Test
    void keepsWhatIsLearnedWithTheFindingAndOutOfLists() {
        Finding finding = waiting("e1");
        store.store(findings(finding));

        Finding learned = finding.knowing(Knowledge.NONE.with(TRACE))
                .changing(Change.CHANGED)
                .assessed(Severity.CRITICAL, List.of(), finding.scenarios(), finding.history())
                .after(LEARNED);
        assertThat(store.learn(finding, Aspect.SESSION, stored -> taught(stored).after(LEARNED), null))
                .contains(withoutRecord(learned));

        assertThat(store.find("e1")).contains(learned);
        assertThat(store.query(FindingQuery.newest(10)).items())
                .containsExactly(withoutRecord(learned).knowing(Knowledge.NONE));
        assertThat(store.countOpen())
                .containsExactly(new OpenCount(finding.detection(), Severity.CRITICAL, finding.account(), 1, 1));
    }

    private static Finding taught(Finding stored) {
        return stored.knowing(stored.knowledge().with(TRACE))
                .changing(Change.CHANGED)
                .assessed(Severity.CRITICAL, List.of(), stored.scenarios(), stored.history());
    }

    @Test
    void keepsWhoGetsRolesAndTellsItInTheImpact() {
        Finding finding = waiting("e1");
        store.store(findings(finding));
        Impact.Role role = new Impact.Role(
                "arn", "app", "accepts", "exact", "any", List.of(), List.of(), "", true, null, null, List.of(), null,
                0);
        Impact.BlastRadius radius = new Impact.BlastRadius(1, 1, 1, 0, null, null, List.of(role), "Told.");
        Impact impact = new Impact("Why.", null, NOON, null, radius, List.of(), NOON, 1);
        Impact.Usage usage =
                new Impact.Usage(List.of("us-east-1"), NOON.minusSeconds(60), LATER, 0.5, 1, 7, 2, "Looked.");
        WebIdentityUse use = new WebIdentityUse(
                List.of(new WebIdentityUse.OfRole("arn", List.of("a \"subject\""), NOON, 2)), usage, 5, LATER, 1);

        store.learn(
                finding,
                Aspect.IMPACT,
                stored -> stored.knowing(stored.knowledge().with(impact)),
                null);
        store.learn(
                finding,
                Aspect.WEB_IDENTITY,
                stored -> stored.knowing(stored.knowledge().with(use)),
                LATER);

        Knowledge known = store.find("e1").orElseThrow().knowledge();
        assertThat(known).isEqualTo(Knowledge.NONE.with(use).with(impact));
        Impact.BlastRadius told = known.impact().blastRadius();
        assertThat(told.broken()).isEqualTo(1);
        assertThat(told.usage()).isEqualTo(usage);
        assertThat(told.roles().getFirst().seenSubjects()).containsExactly("a \"subject\"");
    }

    @Test
    void leavesTheFindingAloneWhenALessonIsRepeated() {
        store.store(findings(waiting("e1")));
        store.learn(waiting("e1"), Aspect.SESSION, KnowledgeContract::taught, LATER);
        Finding once = store.find("e1").orElseThrow();

        assertThat(store.learn(once, Aspect.SESSION, KnowledgeContract::taught, LATER))
                .isEmpty();
        assertThat(store.find("e1")).contains(once);
        assertThat(store.learn(waiting("unknown"), Aspect.SESSION, KnowledgeContract::taught, LATER))
                .isEmpty();
    }

    @Test
    void refusesALessonAboutWhatOnlyTheRecordOrItsReadersMaySay() {
        store.store(findings(waiting("e1")));
        assertThatThrownBy(() -> store.learn(
                        waiting("e1"), Aspect.SESSION, stored -> stored.with(Status.RESOLVED, stored.history()), null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.learn(waiting("e1"), Aspect.SESSION, stored -> waiting("e2"), null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.find("e1")).contains(waiting("e1"));
    }

    @Test
    void takesALifesStepsAndLessonsTogether() {
        store.store(findings(waiting("e1")));
        store.learn(waiting("e1"), Aspect.SESSION, stored -> knowing(stored), null);
        HistoryEntry entry = new HistoryEntry(LATER, "acknowledged", "bob", null);

        Finding acknowledged = waiting("e1")
                .knowing(Knowledge.NONE.with(TRACE))
                .with(Status.ACKNOWLEDGED, waiting("e1").history());
        assertThat(store.move(
                        "e1",
                        Move.ACKNOWLEDGE,
                        entry,
                        stored -> stored.knowledge().session() != null))
                .isEqualTo(new Moved.Done(acknowledged.after(entry)));
        store.learn(waiting("e1"), Aspect.SESSION, stored -> stored.after(LEARNED), null);
        assertThat(store.find("e1")).contains(acknowledged.after(entry).after(LEARNED));
    }

    private static Finding knowing(Finding stored) {
        return stored.knowing(Knowledge.NONE.with(TRACE));
    }

    @Test
    void awaitsWhatThereIsToLearnNewestFirstUntilItIsLearned() {
        Finding older = waiting("e1");
        Finding newer = withKey(sample("e2").at(NOON.plusSeconds(10)).finding(), "ASIAEXAMPLE");
        Finding minor = withKey(sample("e3").severity(Severity.LOW).finding(), "ASIAEXAMPLE");
        Finding longTerm = withKey(sample("e4").finding(), "AKIAEXAMPLE");
        store.store(findings(older, newer, minor, longTerm, Samples.finding("e5")));

        assertThat(store.awaiting(Aspect.SESSION, older.detectedAt().minusMillis(1), Set.of(), 10))
                .isEmpty();
        assertThat(awaiting(older.detectedAt())).containsExactly(withoutRecord(newer), withoutRecord(older));
        assertThat(store.awaiting(Aspect.SESSION, LATER, Set.of(), 1)).containsExactly(withoutRecord(newer));

        store.learn(newer, Aspect.SESSION, stored -> knowing(stored), LATER);
        assertThat(awaiting(LATER.minusMillis(1))).containsExactly(withoutRecord(older));
        assertThat(awaiting(LATER)).containsExactly(withoutRecord(knowing(newer)), withoutRecord(older));
        reopen();
        assertThat(awaiting(LATER)).containsExactly(withoutRecord(knowing(newer)), withoutRecord(older));

        store.learn(newer, Aspect.SESSION, stored -> stored, null);
        store.learn(older, Aspect.SESSION, stored -> stored, null);
        assertThat(awaiting(LATER.plusSeconds(1_000_000))).isEmpty();
        store.store(findings(older, newer));
        assertThat(awaiting(LATER)).isEmpty();
    }

    @Test
    void waitsForTheImpactBeforeItLooksInHistory() {
        Finding known = Samples.succeeded(Samples.finding("e1"));
        Finding unknown = Samples.succeeded(Samples.finding("e2"));
        Finding never = Samples.succeeded(Samples.finding("e3"));
        store.store(findings(known, unknown, never));
        Instant detected = known.detectedAt();
        Instant patient = detected.plus(Aspect.UPLOAD.patience());
        assertThat(uploads(patient.minusMillis(1))).isEmpty();

        Impact impact = new Impact("Why.", null, NOON, null, null, List.of(), NOON, 1);
        store.learn(unknown, Aspect.IMPACT, stored -> stored, LATER);
        store.learn(known, Aspect.IMPACT, stored -> stored.knowing(Knowledge.NONE.with(impact)), LATER);
        store.learn(never, Aspect.IMPACT, stored -> stored, null);
        assertThat(uploads(detected)).containsExactlyInAnyOrder("e1", "e3");
        assertThat(uploads(patient)).containsExactlyInAnyOrder("e1", "e2", "e3");

        store.learn(known, Aspect.UPLOAD, stored -> stored, LATER.plusSeconds(60));
        store.learn(never, Aspect.UPLOAD, stored -> stored, null);
        store.store(findings(known, never));
        assertThat(uploads(LATER)).containsExactly("e2");
    }

    private List<String> uploads(Instant now) {
        return store.awaiting(Aspect.UPLOAD, now, Set.of(), 10).stream()
                .map(Finding::id)
                .toList();
    }

    @Test
    void findsWhatHasBeenDueTheLongestBehindManyThatAreNot() {
        List<Finding> many = IntStream.rangeClosed(0, 1_001)
                .mapToObj(i -> withKey(sample("e" + i).at(NOON.plusSeconds(i)).finding(), "ASIAEXAMPLE"))
                .toList();
        store.store(findings(many.toArray(Finding[]::new)));
        many.stream().limit(2).forEach(each -> store.learn(each, Aspect.SESSION, stored -> stored, NOON));

        assertThat(awaiting(NOON)).extracting(Finding::id).containsExactly("e0", "e1");
        assertThat(awaiting(LATER)).extracting(Finding::id).startsWith("e1001", "e1000", "e999");
    }

    @Test
    void awaitsWhatTurnsOutToBeGraveAndForgetsWhatWasLearnedFromAReplacedRecord() {
        Finding minor = withKey(sample("e1").severity(Severity.LOW).finding(), "ASIAEXAMPLE");
        store.store(findings(minor));
        assertThat(awaiting(LATER)).isEmpty();

        Finding amended = withKey(sample("e1").severity(Severity.HIGH).finding(), "ASIAOTHER");
        store.store(amendments(new Amendment("a1", amended)));
        assertThat(awaiting(LATER)).extracting(Finding::id).containsExactly("e1");

        store.learn(minor, Aspect.SESSION, stored -> knowing(stored), null);
        store.store(amendments(new Amendment("a2", amended)));
        assertThat(awaiting(LATER)).extracting(Finding::knowledge).containsExactly(Knowledge.NONE);
    }

    @Test
    void awaitsWhatAReviewFindsGraver() {
        Finding minor = withKey(sample("e1").severity(Severity.LOW).finding(), "ASIAEXAMPLE");
        store.store(findings(minor), new TestingReview());

        assertThat(awaiting(LATER)).extracting(Finding::severity).containsExactly(Severity.CRITICAL);
    }

    @Test
    void losesNoLessonOfManyAtOnce() throws Exception {
        store.store(findings(waiting("e1")));
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            threads.invokeAll(IntStream.range(0, 20)
                    .mapToObj(i -> (java.util.concurrent.Callable<Optional<Finding>>) () -> store.learn(
                            waiting("e1"),
                            Aspect.SESSION,
                            stored -> stored.after(new HistoryEntry(LATER, "lesson " + i, null, null)),
                            null))
                    .toList());
        }
        assertThat(store.find("e1").orElseThrow().history())
                .extracting(HistoryEntry::what)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(-1, 20)
                        .mapToObj(i -> i < 0 ? "detected" : "lesson " + i)
                        .toList());
    }

    private List<Finding> awaiting(Instant now) {
        return store.awaiting(Aspect.SESSION, now, Set.of(), 10);
    }

    private void reopen() {
        store = new JdbcFindingStore(database);
    }

    private static Finding waiting(String id) {
        return withKey(Samples.finding(id), "ASIAEXAMPLE");
    }

    private static Finding withKey(Finding finding, String key) {
        return Samples.with(finding, new Actor("IAMUser", null, "alice", null, key, null, null, null));
    }

    private static Finding withoutRecord(Finding finding) {
        return Samples.with(finding, finding.history(), "null").knowing(finding.knowledge());
    }
}
