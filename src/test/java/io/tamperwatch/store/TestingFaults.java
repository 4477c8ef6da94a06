package io.tamperwatch.store;

import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A dialect whose new connections also run a statement, by which a test makes SQLite fail as a disk would make it. */
final class TestingFaults implements Dialect {

    private final Dialect real;
    volatile String fault = "select 1";
    final List<Use> opened = new CopyOnWriteArrayList<>();

    TestingFaults(Dialect real) {
        this.real = real;
    }

    @Override
    public void opened(Connection connection, Use use) throws SQLException {
        real.opened(connection, use);
        opened.add(use);
        try (Statement statement = connection.createStatement()) {
            statement.execute(fault);
        }
    }

    @Override
    public String migrations() {
        return real.migrations();
    }

    @Override
    public AgroalConnectionPoolConfigurationSupplier pool() {
        return real.pool();
    }

    @Override
    public String server(Connection connection) throws SQLException {
        return real.server(connection);
    }

    @Override
    public void prepare() throws IOException {
        real.prepare();
    }

    @Override
    public void check() throws IOException {
        real.check();
    }

    @Override
    public void lock(Connection connection) throws SQLException {
        real.lock(connection);
    }

    @Override
    public boolean hasTable(Connection connection, String name) throws SQLException {
        return real.hasTable(connection, name);
    }

    @Override
    public String now() {
        return real.now();
    }

    @Override
    public boolean isShared() {
        return real.isShared();
    }

    @Override
    public long numbers(Connection connection, int count) throws SQLException {
        return real.numbers(connection, count);
    }

    @Override
    public void setUuid(PreparedStatement statement, int index, UUID uuid) throws SQLException {
        real.setUuid(statement, index, uuid);
    }

    @Override
    public UUID getUuid(ResultSet rows, int column) throws SQLException {
        return real.getUuid(rows, column);
    }

    @Override
    public String contains(String column) {
        return real.contains(column);
    }

    @Override
    public String byNumber() {
        return real.byNumber();
    }

    @Override
    public String among(String column, int count) {
        return real.among(column, count);
    }

    @Override
    public List<Object> amongValues(List<Long> numbers) {
        return real.amongValues(numbers);
    }

    @Override
    public String stretches(String table, int count, int few) {
        return real.stretches(table, count, few);
    }

    @Override
    public String using(String index) {
        return real.using(index);
    }

    @Override
    public String explain(SQLException failure) {
        return real.explain(failure);
    }

    @Override
    public void release() {
        real.release();
    }
}
