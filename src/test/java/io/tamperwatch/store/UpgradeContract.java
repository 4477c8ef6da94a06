package io.tamperwatch.store;

import static io.tamperwatch.store.Samples.finding;
import static io.tamperwatch.store.Samples.findings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tamperwatch.finding.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do that a later version of the program has brought up to its own date. */
abstract class UpgradeContract {

    private Database running;

    /** The same database each time; a new one for each test. */
    abstract Dialect dialect();

    /** Past whatever the program does with it. */
    abstract Connection connect() throws SQLException;

    /** Whether two processes may have it open. */
    abstract boolean isShared();

    @BeforeEach
    void open() {
        running = new Database(dialect());
        new JdbcFindingStore(running).store(findings(finding("e1")));
    }

    @AfterEach
    void close() {
        running.close();
    }

    @Test
    void worksOnWhereALaterVersionOnlyAdded() {
        laterVersion();
        new JdbcFindingStore(running).store(findings(finding("e2")));
        restarted(database -> assertThat(new JdbcFindingStore(database)
                        .store(findings(finding("e1"), finding("e2"), finding("e3")))
                        .created())
                .containsExactly(finding("e3")));
    }

    @Test
    void refusesInALineASchemaThatIsNotForItAnyMore() {
        laterVersion();
        execute("insert into schema_floor (version) values (99)");
        restarted(database -> assertThatThrownBy(() -> new JdbcFindingStore(database).countOpen())
                .isInstanceOf(StoreUnavailable.class)
                .hasMessage(
                        "the store cannot be used: its schema is of a later version of tamperwatch, for programs that"
                                + " know schema 99; this one knows " + Schema.KNOWN
                                + ": start the later version again, or restore the backup from before the upgrade"));
        execute("delete from schema_floor where version = 99");
        restarted(database ->
                assertThat(new JdbcFindingStore(database).countOpen()).hasSize(1));
    }

    /** As a version to come would leave it: more tables, more columns, and a line in the history. */
    private void laterVersion() {
        execute("create table of_the_future (num bigint primary key)");
        execute("alter table finding add column of_the_future text");
        execute("alter table checkpoint add column of_the_future " + (isShared() ? "bigint" : "integer")
                + " not null default 0");
        execute("insert into schema_history (installed_rank, version, description, type, script, checksum,"
                + " installed_by, execution_time, success) values (99, '99', 'of the future', 'SQL',"
                + " 'V99__of_the_future.sql', 1, 'later', 1, "
                + (isShared() ? "true" : "1") + ")");
    }

    private void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Where the database is one process's, that one ends before. */
    private void restarted(Consumer<Database> then) {
        if (isShared()) {
            try (Database other = new Database(dialect())) {
                then.accept(other);
            }
        } else {
            running.close();
            running = new Database(dialect());
            then.accept(running);
        }
    }
}
