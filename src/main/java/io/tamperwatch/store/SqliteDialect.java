package io.tamperwatch.store;

import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite: one file, one process, one writer at a time. */
final class SqliteDialect implements Dialect {

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
                        .autoCommit(false)
                        .jdbcProperty("journal_mode", "WAL")
                        // May lose the last commits when the power fails, never their order: a checkpoint cannot
                        // outlive the findings stored before it, so what was lost is read again (ADR 003).
                        .jdbcProperty("synchronous", "NORMAL")
                        .jdbcProperty("foreign_keys", "true")
                        .jdbcProperty("busy_timeout", "5000")
                        .jdbcProperty("cache_size", "-8000")
                        // pages: 32 MB of log between copies into the database, which then carry many changes a page
                        .jdbcProperty("wal_autocheckpoint", "8000")
                        .jdbcProperty("journal_size_limit", "67108864")
                        .jdbcProperty("temp_store", "MEMORY"));
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
