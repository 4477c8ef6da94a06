package io.tamperwatch.store;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalPoolInterceptor;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.pool.DataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Pooled connections that can be given up all at once: whoever is using one may finish, whoever comes next gets a new
 * one. Flushing a pool would be less, since it happens some time later.
 *
 * <p>Writing has one connection of its own. SQLite drops what a connection has cached of the file whenever another one
 * has written.
 */
final class Connections implements AutoCloseable {

    /** At most, beside the one that writes. */
    private static final int READERS = 4;

    private final Dialect dialect;
    private Pool current;

    Connections(Dialect dialect) {
        this.dialect = dialect;
        this.current = new Pool(dialect);
    }

    /** Connections of one time. */
    static final class Pool {

        private final AgroalDataSource readers;
        private final AgroalDataSource writer;
        private final AgroalDataSource beside;
        private int users = 1;

        private Pool(Dialect dialect) {
            this.readers = open(dialect, Dialect.Use.READING, READERS);
            this.writer = open(dialect, Dialect.Use.WRITING, 1);
            this.beside = open(dialect, Dialect.Use.WRITING, 1);
        }

        AgroalDataSource readers() {
            return readers;
        }

        AgroalDataSource writer() {
            return writer;
        }

        /** For what must wait for nobody: opened when first needed. */
        AgroalDataSource beside() {
            return beside;
        }

        private void close() {
            readers.close();
            writer.close();
            beside.close();
        }
    }

    /** Connections for bringing the schema up to date; to be closed after that. */
    AgroalDataSource migrating() {
        return open(dialect, Dialect.Use.MIGRATING, READERS);
    }

    private static AgroalDataSource open(Dialect dialect, Dialect.Use use, int connections) {
        AgroalDataSource source = new DataSource(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(dialect.pool().maxSize(connections).get())
                .get());
        source.setPoolInterceptors(List.of(new Opened(dialect, use)));
        return source;
    }

    /** The connections to use now; to be given back with {@link #leave}. */
    synchronized Pool enter() {
        current.users++;
        return current;
    }

    void leave(Pool pool) {
        if (isUnused(pool)) {
            pool.close();
        }
    }

    private synchronized boolean isUnused(Pool pool) {
        pool.users--;
        return pool.users == 0;
    }

    /** One of these has failed: none of them is trusted again. */
    void giveUp(Pool pool) {
        if (replaced(pool)) {
            leave(pool);
        }
    }

    private synchronized boolean replaced(Pool pool) {
        boolean replaces = current == pool;
        if (replaces) {
            current = new Pool(dialect);
        }
        return replaces;
    }

    @Override
    public synchronized void close() {
        current.close();
    }

    /** A connection could not be set up; it is closed, since the pool has not taken it over yet. */
    static final class NotOpened extends RuntimeException {

        private final transient SQLException reason;

        private NotOpened(SQLException reason, Connection connection) {
            super(reason);
            this.reason = reason;
            try {
                connection.close();
            } catch (SQLException e) {
                addSuppressed(e);
            }
        }

        SQLException reason() {
            return reason;
        }
    }

    /** Lets the dialect set up each new connection, outside of any transaction. */
    private record Opened(Dialect dialect, Dialect.Use use) implements AgroalPoolInterceptor {

        @Override
        public void onConnectionCreate(Connection connection) {
            try {
                connection.setAutoCommit(true);
                dialect.opened(connection, use);
                connection.setAutoCommit(false);
            } catch (SQLException e) {
                throw new NotOpened(e, connection);
            }
        }
    }
}
