package io.tamperwatch.store;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalPoolInterceptor;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.pool.DataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

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
        this.current = new Pool(dialect, 0);
    }

    /** Connections of one time, all of which lead to the same server. */
    static final class Pool {

        private final int generation;
        private final AgroalDataSource readers;
        private final AgroalDataSource writer;
        private final AgroalDataSource beside;
        private int users = 1;
        private volatile boolean prepared;

        private Pool(Dialect dialect, int generation) {
            AtomicReference<String> server = new AtomicReference<>();
            this.generation = generation;
            this.readers = open(dialect, Dialect.Use.READING, READERS, server);
            this.writer = open(dialect, Dialect.Use.WRITING, 1, server);
            this.beside = open(dialect, Dialect.Use.WRITING, 1, server);
        }

        /** Another one for each time the connections were given up. */
        int generation() {
            return generation;
        }

        /** Whether the schema has been seen to through these. */
        boolean isPrepared() {
            return prepared;
        }

        void prepared() {
            prepared = true;
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
        return open(dialect, Dialect.Use.MIGRATING, READERS, new AtomicReference<>());
    }

    private static AgroalDataSource open(
            Dialect dialect, Dialect.Use use, int connections, AtomicReference<String> server) {
        AgroalDataSource source = new DataSource(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(dialect.pool().maxSize(connections).get())
                .get());
        source.setPoolInterceptors(List.of(new Opened(dialect, use, server)));
        return source;
    }

    /** The one of the connections to use now. */
    synchronized int generation() {
        return current.generation();
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
            current = new Pool(dialect, pool.generation() + 1);
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

    /**
     * Lets the dialect set up each new connection, outside of any transaction. One that leads to another server than those
     * before is refused: a name may lead to a former standby since one of them was last used, and what a transaction there has
     * not seen must not be mixed with what was read here.
     */
    private record Opened(Dialect dialect, Dialect.Use use, AtomicReference<String> server)
            implements AgroalPoolInterceptor {

        @Override
        public void onConnectionCreate(Connection connection) {
            try {
                connection.setAutoCommit(true);
                dialect.opened(connection, use);
                String found = dialect.server(connection);
                String known = server.compareAndExchange(null, found);
                if (known != null && !known.equals(found)) {
                    throw new SQLException("another server answers than before; all connections are opened anew");
                }
                connection.setAutoCommit(false);
            } catch (SQLException e) {
                throw new NotOpened(e, connection);
            }
        }
    }
}
