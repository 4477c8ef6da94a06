package io.tamperwatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresUpgradeTest extends UpgradeContract {

    private static TestingPostgres postgres;

    private String url = "";

    @BeforeAll
    static void server() {
        postgres = TestingPostgres.shared();
    }

    @BeforeEach
    @Override
    void open() {
        url = postgres.newDatabase();
        super.open();
    }

    @Override
    Dialect dialect() {
        return PostgresStoreTest.dialect(url);
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, TestingPostgres.USER, "");
    }

    @Override
    boolean isShared() {
        return true;
    }

    /** One that changes millions of rows would never end within the bounds that all else has. */
    @Test
    void aMigrationMayTakeAsLongAsItTakes() throws SQLException {
        try (Connections connections = new Connections(dialect());
                var source = connections.migrating();
                Connection connection = source.getConnection()) {
            assertThat(List.of(
                            setting(connection, "statement_timeout"),
                            setting(connection, "idle_in_transaction_session_timeout"),
                            setting(connection, "lock_timeout")))
                    .containsExactly("0", "15min", "10s");
            assertThat(connection.getNetworkTimeout()).isZero();
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery("show " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
