package io.tamperwatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.replica.Lease;
import io.tamperwatch.replica.LeaseStore;
import io.tamperwatch.watch.Checkpoint;
import io.tamperwatch.watch.Reading;
import io.tamperwatch.watch.WatchKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresLeaseTest extends LeaseContract {

    private static TestingPostgres postgres;

    private Database database;
    private String url;

    @BeforeAll
    static void server() {
        postgres = TestingPostgres.shared();
    }

    @Override
    LeaseStore open() {
        url = postgres.newStore();
        database = new Database(PostgresStoreTest.dialect(url));
        return new JdbcLeaseStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** The server's clock cannot be moved, so what it has written down is moved the other way. */
    @Override
    void pass(Duration time) {
        database.beside(connection -> {
            try (Statement update = connection.createStatement()) {
                return update.executeUpdate("update replica set until = until - %1$d, joined_at = joined_at - %1$d"
                        .formatted(time.toMillis()));
            }
        });
    }

    @Test
    void lastsFromNowByTheServersClock() {
        JdbcLeaseStore leases = new JdbcLeaseStore(database);
        leases.join("3", "three", Duration.ZERO);
        assertThat(leases.roll().present()).hasSize(2);
        assertThat(leases.renew("3", Duration.ofHours(1))).isFalse();
    }

    /** The fence: in one transaction with the write, whatever the holder believes. */
    @Test
    void letsNobodyMoveACheckpointUnderALeaseThatIsAnothersByNow() {
        JdbcLeaseStore leases = new JdbcLeaseStore(database);
        JdbcCheckpointStore checkpoints = new JdbcCheckpointStore(database);
        Lease first = leases.take("1", List.of("prod"), 1).getFirst();
        WatchKey watch = new WatchKey("prod", "us-east-1");
        Checkpoint checkpoint =
                new Checkpoint(watch, Reading.eventName("A"), Samples.NOON, Samples.NOON, Samples.NOON, null);
        assertThat(checkpoints.save(first, checkpoints.generation(), checkpoint))
                .isTrue();

        leases.leave("1");
        Checkpoint later = new Checkpoint(
                watch, Reading.eventName("A"), Samples.NOON, Samples.NOON.plusSeconds(60), Samples.NOON, null);
        assertThat(checkpoints.save(first, checkpoints.generation(), later))
                .as("nobody's")
                .isFalse();
        Lease second = leases.take("2", List.of("prod"), 1).getFirst();
        assertThat(checkpoints.save(first, checkpoints.generation(), later))
                .as("another's")
                .isFalse();
        assertThat(checkpoints.bind(first, "111122223333")).isFalse();
        assertThat(checkpoints.save(new Lease("prod", "2", first.epoch()), checkpoints.generation(), later))
                .as("of another time")
                .isFalse();
        assertThat(checkpoints.load(watch)).containsExactly(checkpoint);
        assertThat(checkpoints.save(second, checkpoints.generation(), later)).isTrue();
        assertThat(checkpoints.load(watch)).containsExactly(later);
    }

    /** Whoever was paused in the middle of writing must not make the others wait. */
    @Test
    void leavesForTheNextTimeWhatSomebodyIsJustWritingUnder() throws SQLException {
        JdbcLeaseStore leases = new JdbcLeaseStore(database);
        leases.take("1", List.of("prod", "test"), 2);
        try (Connection paused = DriverManager.getConnection(url, TestingPostgres.USER, "");
                Statement statement = paused.createStatement()) {
            paused.setAutoCommit(false);
            statement.execute("select 1 from lease where account = 'prod' for share");
            pass(Duration.ofMinutes(1));
            statement.execute("select 1 from replica where id = '2' for update");
            leases.join("3", "three", Duration.ofHours(1));
            assertThat(leases.roll().present())
                    .as("who is just renewing is not gone")
                    .extracting(present -> present.id())
                    .containsExactly("2", "3");
            assertThat(leases.take("3", List.of("prod", "test"), 2)).containsExactly(new Lease("test", "3", 2));
            paused.rollback();
        }
        assertThat(leases.take("3", List.of("prod", "test"), 2)).containsExactly(new Lease("prod", "3", 2));
    }
}
