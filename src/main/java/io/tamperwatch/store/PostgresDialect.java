package io.tamperwatch.store;

import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.postgresql.Driver;
import org.postgresql.util.PSQLException;

/** PostgreSQL: several replicas may share it; their writing transactions queue up behind one advisory lock. */
final class PostgresDialect implements Dialect {

    /** "tamperwa" in ASCII: far from what others would choose. */
    private static final long WRITE_LOCK = 0x74616d7065727761L;

    /** The server's, whatever a replica's own clock says; of the moment, not of the transaction's beginning. */
    static final String NOW = "(extract(epoch from clock_timestamp()) * 1000)::bigint";

    /** Compiling a plan, which the server does when it takes much for granted, takes longer than any statement takes. */
    private static final String BOUNDED = "set jit = off; set lock_timeout = '10s'; set statement_timeout = '25s';"
            + " set idle_in_transaction_session_timeout = '8s'";

    /** Waiting for somebody else's lock stays bounded, since everybody else would wait behind that. */
    private static final String AS_LONG_AS_IT_TAKES =
            "set lock_timeout = '10s'; set statement_timeout = 0; set idle_in_transaction_session_timeout = '15min'";

    private final StoreSettings.Postgresql settings;

    PostgresDialect(StoreSettings.Postgresql settings) {
        this.settings = settings;
    }

    @Override
    public String migrations() {
        return "db/postgresql";
    }

    @Override
    public AgroalConnectionPoolConfigurationSupplier pool() {
        return new AgroalConnectionPoolConfigurationSupplier()
                .acquisitionTimeout(Duration.ofSeconds(8))
                .connectionValidator(ConnectionValidator.defaultValidatorWithTimeout(2))
                .idleValidationTimeout(Duration.ofSeconds(5))
                .reapTimeout(Duration.ofMinutes(5))
                .connectionFactoryConfiguration(this::factory);
    }

    private AgroalConnectionFactoryConfigurationSupplier factory(AgroalConnectionFactoryConfigurationSupplier factory) {
        settings.username().ifPresent(name -> factory.principal(new NamePrincipal(name)));
        settings.password().ifPresent(password -> factory.credential(new SimplePassword(password)));
        return factory.connectionProviderClass(Driver.class)
                .jdbcUrl(settings.url())
                .autoCommit(false)
                .jdbcProperty("ApplicationName", "tamperwatch")
                .jdbcProperty("connectTimeout", "5")
                .jdbcProperty("socketTimeout", "30")
                .jdbcProperty("tcpKeepAlive", "true");
    }

    /**
     * A replica that vanishes or is paused in the middle of a transaction must not hold up the others: it is put out sooner
     * than they tire of waiting. A migration of millions of rows takes longer than any of that.
     */
    @Override
    public void opened(Connection connection, Use use) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(use == Use.MIGRATING ? AS_LONG_AS_IT_TAKES : BOUNDED);
        }
        if (use == Use.MIGRATING) {
            connection.setNetworkTimeout(Runnable::run, 0);
        }
    }

    @Override
    public String server(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select pg_postmaster_start_time()::text")) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void prepare() {}

    @Override
    public void check() {}

    @Override
    public void lock(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            statement.setLong(1, WRITE_LOCK);
            statement.execute();
        }
    }

    @Override
    public boolean hasTable(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public String now() {
        return NOW;
    }

    @Override
    public long numbers(Connection connection, int count) throws SQLException {
        // under the write lock nobody else draws numbers, so these are successive
        String sql = "select min(n) from (select nextval('event_num') as n from generate_series(1, ?)) as drawn";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, count);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    @Override
    public void setUuid(PreparedStatement statement, int index, UUID uuid) throws SQLException {
        statement.setObject(index, uuid);
    }

    @Override
    public UUID getUuid(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, UUID.class);
    }

    @Override
    public String contains(String column) {
        return "strpos(" + column + ", ?) > 0";
    }

    /** One array instead of thousands of parameters, which would take longer to plan than to look for. */
    @Override
    public String among(String column, int count) {
        return column + " = any (?)";
    }

    @Override
    public List<Object> amongValues(List<Long> numbers) {
        return List.of(numbers.stream().mapToLong(Long::longValue).toArray());
    }

    /** The limit limits nothing; it tells the planner how few rows there are, so that it uses the numbers' index. */
    @Override
    public String stretches(String table, int count, int few) {
        return ("(select t.* from unnest(?) as s (start) cross join lateral (select * from %1$s where num >= s.start"
                        + " and num < s.start + %2$d order by num limit %2$d) as t)")
                .formatted(table, few);
    }

    @Override
    public String using(String index) {
        return "";
    }

    @Override
    public String byNumber() {
        return "";
    }

    /** The server's message without its detail, which would quote values. */
    @Override
    public String explain(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return "PostgreSQL at %s %s%s"
                .formatted(
                        settings.address(), reason(state, failure), state.isEmpty() ? "" : " (SQLSTATE " + state + ")");
    }

    private static String reason(String state, SQLException failure) {
        return switch (state) {
            case "08001", "08004", "08000" -> "cannot be connected to";
            case "08003", "08006", "57P01", "57P02" -> "has closed the connection";
            case "57P03" -> "is starting up or shutting down";
            case "28000", "28P01" -> "refuses this user or password";
            case "3D000" -> "has no such database";
            case "42501" -> "does not give this user the rights it needs";
            case "25006" -> "is read-only, perhaps a standby";
            case "53100" -> "has no space left on its disk";
            case "53300" -> "has no connection left to give";
            case "55P03" -> "kept us waiting for another replica's write";
            case "57014" -> "did not finish in time";
            default -> "failed: " + serverMessage(failure);
        };
    }

    private static String serverMessage(SQLException failure) {
        if (failure instanceof PSQLException psql && psql.getServerErrorMessage() != null) {
            return Text.line(String.valueOf(psql.getServerErrorMessage().getMessage()));
        }
        return Text.line(String.valueOf(failure.getMessage()));
    }

    @Override
    public void release() {}
}
