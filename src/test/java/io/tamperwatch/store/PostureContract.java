package io.tamperwatch.store;

import static io.tamperwatch.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.posture.Judged;
import io.tamperwatch.posture.Offender;
import io.tamperwatch.posture.PostureState;
import io.tamperwatch.posture.PostureStore.Turn;
import io.tamperwatch.posture.Standing;
import io.tamperwatch.posture.Status;
import io.tamperwatch.posture.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for posture. */
abstract class PostureContract {

    private static final String CHECK = "user-mfa";

    private Database database;
    private JdbcPostureStore store;

    /** A new, empty database. */
    abstract Dialect dialect();

    @BeforeEach
    void open() {
        database = new Database(dialect());
        store = new JdbcPostureStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aCheckStandsSinceItCameToAndTellsWhenItTurns() {
        Offender offender = new Offender("user", "arn:aws:iam::111122223333:user/o'neil\"; --é", "two\nlines");
        PostureState failing =
                new PostureState("prod", CHECK, Status.FAIL, NOON, NOON, "1 user.", List.of(offender), 1, List.of());

        assertThat(store.checkedAt("prod")).isEmpty();
        assertThat(keep(NOON, fail(offender))).containsExactly(new Turn(failing, null));
        assertThat(store.states("prod")).containsExactly(failing);
        assertThat(keep(NOON.plusSeconds(60), fail(offender))).isEmpty();
        assertThat(store.states(null).getFirst().since()).isEqualTo(NOON);
        assertThat(store.states(null).getFirst().checkedAt()).isEqualTo(NOON.plusSeconds(60));

        Instant later = NOON.plusSeconds(120);
        PostureState open = new PostureState(
                "prod", CHECK, Status.UNKNOWN, later, later, "No.", List.of(), 0, List.of("iam:GetCredentialReport"));
        assertThat(keep(later, new Verdict.Unknown("No.", List.of("iam:GetCredentialReport"))))
                .containsExactly(new Turn(open, Status.FAIL));
        assertThat(store.states("prod")).containsExactly(open);
        assertThat(store.checkedAt("prod")).contains(later);
    }

    @Test
    void whatIsOlderChangesNothing() {
        keep(NOON, new Verdict.Pass("Fine."));

        assertThat(keep(NOON.minusSeconds(1), fail(new Offender("user", "a", "why"))))
                .isEmpty();
        assertThat(store.states("prod")).extracting(PostureState::status).containsExactly(Status.PASS);
    }

    @Test
    void keepsTheFirstOffendersAndTheNumberOfAll() {
        Offender[] many = IntStream.range(0, 5_000)
                .mapToObj(i -> new Offender("user", "user-%04d".formatted(4_999 - i), "why"))
                .toArray(Offender[]::new);

        keep(NOON, fail(many));

        PostureState state = store.states("prod").getFirst();
        assertThat(state.offenderCount()).isEqualTo(5_000);
        assertThat(state.offenders()).hasSize(500);
        assertThat(state.offenders().getFirst().name()).isEqualTo("user-0000");
        assertThat(store.standings()).containsExactly(new Standing("prod", CHECK, Status.FAIL, 5_000));
    }

    @Test
    void storesWhatTheDatabaseWouldRefuse() {
        keep(NOON, fail(new Offender("user", "a\0b\uD800", "why")));

        assertThat(store.states("prod").getFirst().offenders().getFirst().name())
                .isEqualTo("a\uFFFDb\uFFFD");
    }

    @Test
    void keepsAccountsApart() {
        keep(NOON, new Verdict.Pass("Fine."));
        store.keep(List.of(new Judged("test", "root-mfa", NOON, new Verdict.Pass("Fine."))));

        assertThat(store.states("test")).extracting(PostureState::check).containsExactly("root-mfa");
        assertThat(store.states(null)).extracting(PostureState::account).containsExactly("prod", "test");
        assertThat(store.states("other")).isEmpty();
    }

    private List<Turn> keep(Instant at, Verdict verdict) {
        return store.keep(List.of(new Judged("prod", CHECK, at, verdict)));
    }

    private static Verdict fail(Offender... offenders) {
        return new Verdict.Fail("1 user.", List.of(offenders));
    }
}
