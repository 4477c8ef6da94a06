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
            // five raw records a page instead of two, and fewer pages to write
            "page_size = 8192",
            "journal_mode = wal",
            // May lose the last commits when the power fails, never their order: a checkpoint cannot outlive the
            // findings stored before it, so what was lost is read again (ADR 003).
            "synchronous = normal",
            "foreign_keys = on",
            "temp_store = memory",
            // kibibytes, for each connection that needs them
            "cache_size = -8000",
            // pages: 32 MB of log before it is copied into the database, so that a page changed often is copied once
            "wal_autocheckpoint = 4000",
            "journal_size_limit = 67108864");

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
                .maxSize(5)
                .acquisitionTimeout(Duration.ofSeconds(5))
                .connectionFactoryConfiguration(factory -> factory.connectionProviderClass(JDBC.class)
                        .jdbcUrl("jdbc:sqlite:" + directory.database())
                        .autoCommit(false));
    }

    @Override
    public void opened(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String pragma : PRAGMAS) {
                statement.execute("pragma " + pragma);
            }
        }
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

    @Override
    public boolean oneWriter() {
        return true;
    }

    /** The process holds the file and makes writers queue up: nobody is left to lock out. */
    @Override
    public void lock(Connection connection) {}

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
    public String using(String index) {
        return " indexed by " + index;
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
