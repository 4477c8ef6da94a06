package io.tamperwatch.store;

import static io.tamperwatch.store.Samples.NOON;
import static io.tamperwatch.store.Samples.finding;
import static io.tamperwatch.store.Samples.findings;
import static io.tamperwatch.store.Samples.listed;
import static io.tamperwatch.store.Samples.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.Amendment;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Move;
import io.tamperwatch.finding.Notice;
import io.tamperwatch.finding.Raised;
import io.tamperwatch.finding.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for those who are to be told. */
abstract class NotificationContract {

    private static final Instant LATER = NOON.plusSeconds(3600);
    private static final Raised ONE = new Raised("detection'", Severity.HIGH, "prod", "e-1");
    private static final Raised TWO = new Raised("detection'", Severity.LOW, "prod", "many");

    private Database database;
    private JdbcFindingStore findings;
    private JdbcNotificationStore store;

    /** A new, empty database. */
    abstract Dialect dialect();

    @BeforeEach
    void open() {
        database = new Database(dialect());
        findings = new JdbcFindingStore(database, finding -> !finding.account().equals("quiet"));
        store = new JdbcNotificationStore(database, findings);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aNewFindingIsToBeToldOnce() {
        findings.store(
                findings(finding("e-1"), sample("e-2").account("quiet", null).finding()));
        findings.store(findings(finding("e-1")));

        assertThat(store.due(LATER, 10)).singleElement().satisfies(notice -> {
            assertThat(notice.finding()).isEqualTo(listed(finding("e-1")));
            assertThat(notice.change()).isEqualTo(finding("e-1").history().getLast());
            assertThat(notice.attempts()).isZero();
            assertThat(notice.triedAt()).isNull();
            assertThat(notice.error()).isNull();
            assertThat(notice.isGivenUp()).isFalse();
        });
        assertThat(store.due(NOON, 10)).as("not before it was detected").isEmpty();
    }

    @Test
    void everyStepOfALifeIsToBeTold() {
        findings.store(findings(finding("e-1")));
        HistoryEntry acknowledged = move(Move.ACKNOWLEDGE, 400, "mine");
        move(Move.ACKNOWLEDGE, 401, "mine too");
        HistoryEntry resolved = move(Move.RESOLVE, 402, null);
        findings.store(Samples.amendments(
                new Amendment("a-1", sample("e-1").at(NOON.plusSeconds(1)).finding())));

        List<Notice> due = store.due(LATER, 10);

        assertThat(due)
                .extracting(Notice::change)
                .startsWith(finding("e-1").history().getLast());
        assertThat(due).extracting(Notice::change).contains(acknowledged, resolved);
        assertThat(due)
                .extracting(notice -> notice.change().what())
                .containsExactlyInAnyOrder("detected", "acknowledged", "resolved", "amended");
        assertThat(due).extracting(notice -> notice.finding().status()).containsOnly(Status.RESOLVED);
    }

    @Test
    void whatIsJudgedAgainIsToBeTold() {
        TestingReview review = new TestingReview();
        findings.store(findings(finding("e-1")), review);
        findings.store(findings(finding("e-2")), review);

        assertThat(store.due(LATER, 10))
                .extracting(notice -> notice.finding().id())
                .contains("e-1", "e-2");
    }

    private HistoryEntry move(Move move, int seconds, String note) {
        HistoryEntry entry = new HistoryEntry(NOON.plusSeconds(seconds), move.done(), "rúth", note);
        findings.move("e-1", move, entry, finding -> true);
        return entry;
    }

    @Test
    void whatHasBeenToldGoesAndWhatHasNotIsTriedAgainOrGivenUp() {
        findings.store(findings(finding("e-1"), finding("e-2"), finding("e-3")));
        List<Notice> due = store.due(LATER, 10);
        assertThat(store.due(LATER, 2)).isEqualTo(due.subList(0, 2));
        long told = due.get(0).number();
        long again = due.get(1).number();
        long givenUp = due.get(2).number();

        store.told(told);
        store.failed(again, LATER, "HTTP status 503", LATER.plusSeconds(5));
        store.failed(givenUp, LATER, "HTTP status 400\0", null);

        assertThat(store.due(LATER, 10)).isEmpty();
        assertThat(store.due(LATER.plusSeconds(5), 10))
                .extracting(Notice::number)
                .containsExactly(again);
        assertThat(store.notices(false, 10)).extracting(Notice::number).containsExactly(again);
        assertThat(store.notices(true, 10)).singleElement().satisfies(notice -> {
            assertThat(notice.number()).isEqualTo(givenUp);
            assertThat(notice.attempts()).isEqualTo(1);
            assertThat(notice.triedAt()).isEqualTo(LATER);
            assertThat(notice.error()).isEqualTo("HTTP status 400\uFFFD");
            assertThat(notice.isGivenUp()).isTrue();
        });
        assertThat(store.countNotices(false)).isEqualTo(1);
        assertThat(store.countNotices(true)).isEqualTo(1);
        assertThat(store.notice(told)).isEmpty();
        assertThat(store.notice(givenUp)).isPresent();
    }

    @Test
    void whatWasGivenUpCanBeToldAgain() {
        findings.store(findings(finding("e-1"), finding("e-2"), finding("e-3")));
        List<Long> numbers = store.due(LATER, 10).stream().map(Notice::number).toList();
        numbers.forEach(number -> store.failed(number, LATER, "HTTP status 400", null));

        assertThat(store.tellAgain(numbers.getFirst(), LATER)).isTrue();
        assertThat(store.tellAgain(987_654, LATER)).isFalse();
        assertThat(store.due(LATER, 10)).extracting(Notice::number).containsExactly(numbers.getFirst());
        assertThat(store.due(LATER, 10).getFirst().attempts()).isZero();
        assertThat(store.tellAllAgain(LATER)).isEqualTo(2);
        assertThat(store.due(LATER, 10)).extracting(Notice::number).isEqualTo(numbers);
    }

    @Test
    void aNoticeIsForgottenWithItsFinding() {
        findings.store(findings(finding("e-1"), finding("e-2")));
        move(Move.RESOLVE, 400, null);

        assertThat(findings.forgetResolved(LATER, 10)).isEqualTo(1);

        assertThat(store.countNotices(false)).isEqualTo(1);
        assertThat(store.due(LATER, 10))
                .extracting(notice -> notice.finding().id())
                .containsExactly("e-2");
    }

    @Test
    void remembersWhatEachReceiverHasBeenTold() {
        store.raise("http://a", List.of(ONE, TWO));
        store.raise("http://a", List.of(ONE));
        store.raise("http://b", List.of(ONE));
        store.lower("http://a", List.of(TWO));
        store.lower("http://b", List.of());

        assertThat(store.raised("http://a")).containsExactly(ONE);
        assertThat(store.raised("http://b")).containsExactly(ONE);
        assertThat(store.raised("http://c")).isEmpty();
    }

    @Test
    void oneProcessAtATimeHasTheTurn() {
        Duration minute = Duration.ofMinutes(1);
        assertThat(store.takeTurn("a", minute)).isTrue();
        passForTheTurn(Duration.ofSeconds(50));
        assertThat(store.takeTurn("b", minute)).isFalse();
        assertThat(store.takeTurn("a", minute)).isTrue();
        passForTheTurn(Duration.ofSeconds(50));
        assertThat(store.takeTurn("b", minute)).isFalse();
        passForTheTurn(Duration.ofSeconds(10));
        assertThat(store.takeTurn("b", minute)).isTrue();
        assertThat(store.takeTurn("a", minute)).isFalse();
    }

    /** No clock of the process's has anything to do with it. */
    @Test
    void theTurnEndsByTheDatabasesClock() {
        store.takeTurn("a", Duration.ofMinutes(1));
        long left = database.read(connection -> {
            String sql = "select held_until - " + database.dialect().now() + " from notifier";
            try (var rows = connection.createStatement().executeQuery(sql)) {
                rows.next();
                return rows.getLong(1);
            }
        });
        assertThat(left).isBetween(1L, 60_000L);
    }

    /** The database's clock cannot be moved, so what it has written down is moved the other way. */
    private void passForTheTurn(Duration time) {
        database.write(connection -> connection
                .createStatement()
                .executeUpdate("update notifier set held_until = held_until - " + time.toMillis()));
    }

    @Test
    void aNoticeIsThereOnlyWithItsFinding() {
        Finding broken = sample("e-2").record(null).finding();
        try {
            findings.store(findings(finding("e-1"), broken));
        } catch (RuntimeException expected) {
            // a record that cannot be stored undoes the whole page
        }
        assertThat(store.countNotices(false)).isZero();
    }
}
