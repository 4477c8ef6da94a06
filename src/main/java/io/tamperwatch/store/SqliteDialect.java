package io.tamperwatch.store;

import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite: one file, one process, one writer at a time. */
final class SqliteDialect implements Dialect {

    /** In this order: the size of a page must be known before anything is written. */
    private static final List<String> PRAGMAS = List.of(
            "busy_timeout = 5000",
            // an event id changes one page somewhere in a large tree, so the smaller a page, the less there is to write
            "page_size = 4096",
            "journal_mode = wal",
            // May lose the last commits when the power fails, never their order: a checkpoint cannot outlive the
            // findings stored before it, so what was lost is read again (ADR 003).
            "synchronous = normal",
            "foreign_keys = on",
            "temp_store = memory",
            // pages: 64 MB of log before it is copied into the database, so that a page changed often is copied once
            "wal_autocheckpoint = 16000",
            "journal_size_limit = 67108864");

    /** KiB at most, taken as they are needed; the writer meets event ids all over their tree. */
    private static final int WRITING_CACHE = 32_000;

    private static final int READING_CACHE = 2_000;

    private final DataDirectory directory;

    SqliteDialect(DataDirectory directory) {
        this.directory = directory;
    }

    @Override
    public String migrations() {
        return "db/sqlite";
    }

    @Override
    public AgroalConnectionPoolConfigurationSupplier pool() {
        return new AgroalConnectionPoolConfigurationSupplier()
                .acquisitionTimeout(Duration.ofSeconds(5))
                .connectionFactoryConfiguration(factory -> factory.connectionProviderClass(JDBC.class)
                        .jdbcUrl("jdbc:sqlite:" + directory.database())
                        .autoCommit(false));
    }

    @Override
    public void opened(Connection connection, Use use) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma cache_size = -" + (use == Use.READING ? READING_CACHE : WRITING_CACHE));
            for (String pragma : PRAGMAS) {
                statement.execute("pragma " + pragma);
            }
        }
    }

    /** A file that is put in place of another is noticed by {@link #check}. */
    @Override
    public String server(Connection connection) {
        return "";
    }

    @Override
    public void prepare() throws IOException {
        SqliteLibrary.load();
        Optional<String> holder = directory.take();
        if (holder.isPresent()) {
            throw new IOException(holder.get() + " is using " + directory.database());
        }
        directory.forgetDatabase();
    }

    @Override
    public void check() throws IOException {
        directory.checkDatabase();
    }

    /** The process holds the file and makes writers queue up: nobody is left to lock out. */
    @Override
    public void lock(Connection connection) {}

    @Override
    public boolean hasTable(Connection connection, String name) throws SQLException {
        String sql = "select count(*) from sqlite_master where type = 'table' and name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1) == 1;
            }
        }
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public String now() {
        return "cast(unixepoch('subsec') * 1000 as integer)";
    }

    @Override
    public long numbers(Connection connection, int count) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select max(num) from raw_record");
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) + 1 : 1;
        }
    }

    @Override
    public void setUuid(PreparedStatement statement, int index, UUID uuid) throws SQLException {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        statement.setBytes(index, bytes.array());
    }

    @Override
    public UUID getUuid(ResultSet rows, int column) throws SQLException {
        ByteBuffer bytes = ByteBuffer.wrap(rows.getBytes(column));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    @Override
    public String contains(String column) {
        return "instr(" + column + ", ?) > 0";
    }

    @Override
    public String among(String column, int count) {
        return column + " in (?" + ", ?".repeat(count - 1) + ")";
    }

    @Override
    public List<Object> amongValues(List<Long> numbers) {
        return List.copyOf(numbers);
    }

    /** SQLite takes "cross join" for an order: the numbers at first. */
    @Override
    public String stretches(String table, int count, int few) {
        return "(select t.* from (values (?)" + ", (?)".repeat(count - 1) + ") as s cross join " + table
                + " as t not indexed where t.num >= s.column1 and t.num < s.column1 + " + few + ")";
    }

    @Override
    public String using(String index) {
        return " indexed by " + index;
    }

    @Override
    public String byNumber() {
        return " not indexed";
    }

    @Override
    public String explain(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return explain(sqlite.getResultCode());
            }
        }
        return "cannot open " + directory.database() + ": " + failure.getMessage();
    }

    private String explain(SQLiteErrorCode code) {
        String file = directory.database().toString();
        // the low byte is the kind of failure, the rest says where it was met
        return switch (code.code & 0xff) {
            case 5, 6 -> file + " is locked by another program";
            case 8 -> file + " or its directory is read-only";
            case 10 -> "reading or writing " + file + " failed (" + code.name() + ")";
            case 11, 26 -> file + " is damaged or no SQLite database: restore it from a backup or move it away";
            case 13 -> "the disk that holds " + file + " is full";
            case 14 -> "cannot open " + file + ": no permission, or something in its path is missing";
            default -> file + ": " + code;
        };
    }

    @Override
    public void release() {
        directory.release();
    }
}
