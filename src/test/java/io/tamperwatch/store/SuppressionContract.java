package io.tamperwatch.store;

import static io.tamperwatch.store.Samples.NOON;
import static io.tamperwatch.store.Samples.amendments;
import static io.tamperwatch.store.Samples.finding;
import static io.tamperwatch.store.Samples.findings;
import static io.tamperwatch.store.Samples.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.finding.Amendment;
import io.tamperwatch.finding.Ended;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.OpenCount;
import io.tamperwatch.finding.Status;
import io.tamperwatch.finding.Stored;
import io.tamperwatch.finding.Suppression;
import io.tamperwatch.finding.Suppression.Pattern;
import io.tamperwatch.finding.Suppressions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for suppressions. */
abstract class SuppressionContract {

    private static final Suppression FULL = new Suppression(
            "s-2",
            "oidc'; --",
            new Pattern("arn:aws:iam::111122223333:role/ci-*"),
            new Pattern("é*"),
            "prod",
            "two\nlines \"and\" a quote '",
            "ruth",
            NOON.plusSeconds(1),
            NOON.plusSeconds(3600),
            null,
            null);
    private static final Suppression BARE = new Suppression(
            "s-1", null, new Pattern("alice"), null, null, "why", "ada", NOON, NOON.plusSeconds(60), null, null);

    private static final Suppression OF_BOB = new Suppression(
            "s-4", null, null, new Pattern("bob"), null, "planned", "ruth", NOON, NOON.plusSeconds(3600), null, null);

    private Database database;
    private Database elsewhere;
    private JdbcSuppressionStore store;
    private JdbcFindingStore findings;

    /** A new, empty database. */
    abstract Dialect dialect();

    /** The same database as another replica has it, where there can be one. */
    abstract Database another(Database database);

    @BeforeEach
    void open() {
        database = new Database(dialect());
        elsewhere = another(database);
        store = new JdbcSuppressionStore(database);
        findings = new JdbcFindingStore(elsewhere);
    }

    @AfterEach
    void close() {
        elsewhere.close();
        database.close();
    }

    @Test
    void givesBackAllOfThemNewestFirst() {
        assertThat(store.suppressions()).isEmpty();
        store.add(BARE);
        store.add(FULL);
        assertThat(store.suppressions()).containsExactly(FULL, BARE);
    }

    @Test
    void endsOneOnce() {
        store.add(BARE);
        store.add(FULL);
        Suppression ended = BARE.ended(NOON.plusSeconds(5), "ruth");
        assertThat(store.end("s-1", NOON.plusSeconds(5), "ruth")).isEqualTo(new Ended.Done(ended));
        assertThat(store.end("s-1", NOON.plusSeconds(9), "ada")).isEqualTo(new Ended.AlreadyOver(ended));
        assertThat(store.end("s-3", NOON, "ada")).isEqualTo(new Ended.Unknown());
        assertThat(store.suppressions()).containsExactly(FULL, ended);
    }

    @Test
    void leavesAloneWhatHasExpired() {
        store.add(BARE);
        assertThat(store.end("s-1", NOON.plusSeconds(60), "ada")).isEqualTo(new Ended.AlreadyOver(BARE));
        assertThat(store.suppressions()).containsExactly(BARE);
    }

    @Test
    void tellsWhichCoverWhatIsNew() {
        store.add(BARE);
        store.add(FULL);
        store.add(OF_BOB);
        store.end("s-4", NOON.plusSeconds(5), "ada");
        assertThat(store.active(NOON.plusSeconds(59))).containsExactly(FULL, BARE);
        assertThat(store.active(NOON.plusSeconds(60))).containsExactly(FULL);
        assertThat(store.active(NOON.plusSeconds(3600))).isEmpty();
    }

    @Test
    void whatMatchesArrivesSuppressedFromTheMomentItIsMadeToTheMomentItEnds() {
        assertThat(findings.store(findings(finding("e1"))).created()).containsExactly(finding("e1"));
        store.add(OF_BOB);
        Finding suppressed = suppressed(finding("e2"), "suppression s-4: planned");
        assertThat(findings.store(findings(finding("e1"), finding("e2"))))
                .isEqualTo(new Stored(List.of(suppressed), 1, 0, 0));
        assertThat(findings.find("e2")).contains(suppressed);
        assertThat(findings.countOpen()).extracting(OpenCount::count).containsExactly(1L);

        store.end("s-4", NOON.plusSeconds(5), "ada");
        assertThat(findings.store(findings(finding("e3"))).created()).containsExactly(finding("e3"));
        assertThat(findings.find("e2")).contains(suppressed);
    }

    @Test
    void theNewestThatMatchesSaysWhy() {
        store.add(OF_BOB);
        store.add(new Suppression(
                "s-5",
                null,
                null,
                new Pattern("b*b"),
                null,
                "again",
                "ruth",
                NOON.plusSeconds(1),
                FULL.expiresAt(),
                null,
                null));
        store.add(FULL);
        assertThat(findings.store(findings(finding("e1"))).created())
                .containsExactly(suppressed(finding("e1"), "suppression s-5: again"));
    }

    @Test
    void whatAnAmendmentBringsAloneArrivesSuppressedToo() {
        store.add(OF_BOB);
        Stored stored = findings.store(amendments(new Amendment("a1", finding("e1"))));
        assertThat(stored.created())
                .containsExactly(suppressed(
                        finding("e1")
                                .after(new HistoryEntry(
                                        NOON.plusSeconds(300), "amended", null, "by CloudTrail event a1")),
                        "suppression s-4: planned"));
        assertThat(findings.countOpen()).isEmpty();
    }

    /** Whoever arrives before it is stored is found among the open, whoever arrives after it is suppressed. */
    @Test
    void whileItIsMadeNothingSlipsThrough() throws Exception {
        Suppressions suppressions =
                new Suppressions(store, new JdbcFindingStore(database), Clock.fixed(NOON, ZoneOffset.UTC));
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            CountDownLatch underWay = new CountDownLatch(2);
            List<Future<?>> arriving = IntStream.range(0, 2)
                    .<Future<?>>mapToObj(reader -> threads.submit(() -> {
                        for (int page = 0; page < 20; page++) {
                            findings.store(
                                    findings(finding(reader + "-" + page + "-a"), finding(reader + "-" + page + "-b")));
                            underWay.countDown();
                        }
                    }))
                    .toList();
            underWay.await();
            suppressions.begin(OF_BOB, null);
            for (Future<?> reader : arriving) {
                reader.get();
            }
        }
        assertThat(findings.countOpen()).isEmpty();
        assertThat(findings.query(FindingQuery.newest(100)).items())
                .hasSize(80)
                .allSatisfy(finding -> assertThat(finding.status()).isEqualTo(Status.SUPPRESSED));
    }

    @Test
    void leavesAloneWhatArrivesDealtWith() {
        store.add(OF_BOB);
        Finding resolved = sample("e1").status(Status.RESOLVED).finding();
        assertThat(findings.store(findings(resolved)).created()).containsExactly(resolved);
    }

    private static Finding suppressed(Finding finding, String note) {
        HistoryEntry entry = new HistoryEntry(NOON.plusSeconds(300), "suppressed", "ruth", note);
        return finding.with(Status.SUPPRESSED, finding.after(entry).history());
    }
}
