package io.tamperwatch.store;

import static io.tamperwatch.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.finding.Ended;
import io.tamperwatch.finding.Suppression;
import io.tamperwatch.finding.Suppression.Pattern;
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

    private Database database;
    private JdbcSuppressionStore store;

    /** A new, empty database. */
    abstract Dialect dialect();

    @BeforeEach
    void open() {
        database = new Database(dialect());
        store = new JdbcSuppressionStore(database);
    }

    @AfterEach
    void close() {
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
}
