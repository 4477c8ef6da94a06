package io.tamperwatch.store;

import io.agroal.api.AgroalDataSource;
import io.tamperwatch.finding.StoreUnavailable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one database. Work runs in transactions; the schema is brought up to date before the first one that succeeds, so
 * the process can start before its database does. After any failure every connection is opened anew.
 */
final class Database implements AutoCloseable {

    /** Something to do on a connection, as a whole or not at all. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration STILL_HERE = Duration.ofMinutes(1);

    private final Dialect dialect;
    private final Connections connections;
    private final SharedCommit writers;
    private final ReentrantLock preparing = new ReentrantLock();
    private final ThreadLocal<@Nullable Integer> within = new ThreadLocal<>();
    private final AtomicInteger undone = new AtomicInteger();

    Database(Dialect dialect) {
        this.dialect = dialect;
        this.connections = new Connections(dialect);
        this.writers = new SharedCommit(this::lockedTransaction, LONGEST_WAIT, Database::waitedTooLong);
    }

    Dialect dialect() {
        return dialect;
    }

    /**
     * Changes when the connections may lead to another database than before: what was remembered of it is void. Within a
     * transaction, the one it is of.
     */
    int generation() {
        Integer ofTransaction = within.get();
        return ofTransaction == null ? connections.generation() : ofTransaction;
    }

    <T> T read(Work<T> work) {
        return transaction(Connections.Pool::readers, work);
    }

    /** Runs the work while no other writing transaction runs, in this process or, on one store, in another. */
    <T> T write(Work<T> work) {
        return writers.run(work);
    }

    /**
     * Runs the work beside all other writing and on a connection of its own, so that it waits for nothing else: short, and
     * only on rows that nobody else writes. For databases that are shared.
     */
    <T> T beside(Work<T> work) {
        return transaction(Connections.Pool::beside, work);
    }

    /** Nothing has failed: the connections that are being opened are waited for, not given up. */
    private static StoreUnavailable takesTooLong() {
        String reason = "opening it takes more than " + LONGEST_WAIT.toSeconds() + " s";
        return unavailable(reason, new TimeoutException(reason));
    }

    private static StoreUnavailable waitedTooLong() {
        String reason = "a write has been under way for more than " + LONGEST_WAIT.toSeconds() + " s";
        return unavailable(reason, new TimeoutException(reason));
    }

    private <T> T lockedTransaction(Work<T> work) {
        boolean committed = false;
        try {
            T result = transaction(Connections.Pool::writer, connection -> {
                dialect.lock(connection);
                return work.on(connection);
            });
            committed = true;
            return result;
        } finally {
            if (!committed) {
                undone.incrementAndGet();
            }
        }
    }

    /** Changes when a writing transaction was not committed: what was read within it may not be there. */
    int undone() {
        return undone.get();
    }

    private <T> T transaction(Function<Connections.Pool, DataSource> connectionsFor, Work<T> work) {
        Connections.Pool pool = connections.enter();
        Integer outer = within.get();
        try {
            prepare(pool);
            dialect.check();
            within.set(pool.generation());
            return commit(connectionsFor.apply(pool), work);
        } catch (SQLException e) {
            throw failed(pool, dialect.explain(e), e);
        } catch (Connections.NotOpened e) {
            throw failed(pool, dialect.explain(e.reason()), e);
        } catch (IOException e) {
            throw failed(pool, String.valueOf(e.getMessage()), e);
        } finally {
            within.set(outer);
            connections.leave(pool);
        }
    }

    private static <T> T commit(DataSource source, Work<T> work) throws SQLException {
        try (Connection connection = connection(source)) {
            boolean done = false;
            try {
                T result = work.on(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    rollback(connection);
                }
            }
        }
    }

    /** That others have all connections says nothing against these: they are kept, and the next one to ask may be luckier. */
    private static Connection connection(DataSource source) throws SQLException {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("acquisition timeout")) {
                throw unavailable("all connections are in use", e);
            }
            throw e;
        }
    }

    /** The failure that led here is the one to tell; a connection that cannot roll back is closed soon after. */
    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debugf("rollback failed reason=%s", e.getSQLState());
        }
    }

    private void prepare(Connections.Pool pool) throws SQLException, IOException {
        if (pool.isPrepared()) {
            return;
        }
        if (!tryLock(preparing)) {
            throw takesTooLong();
        }
        try {
            if (!pool.isPrepared()) {
                open(pool);
                pool.prepared();
            }
        } finally {
            preparing.unlock();
        }
    }

    /**
     * On a thread of the operating system: Flyway looks through the jars, and a virtual thread that waits for a carrier
     * while it holds a jar's lock can stop all those that load classes, which keep theirs. Nor does anything else that everybody waits
     * for depend on a carrier then.
     */
    private void open(Connections.Pool pool) throws SQLException, IOException {
        try {
            CompletableFuture.runAsync(
                            () -> open(pool.writer()),
                            work -> Thread.ofPlatform().name("store-opening").start(work))
                    .join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case SQLException failure -> throw failure;
                case IOException failure -> throw failure;
                case FlywayException failure -> throw Schema.asSqlException(failure);
                case RuntimeException failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }

    private void open(DataSource writer) {
        try {
            dialect.prepare();
            if (!isUpToDate(writer)) {
                migrate();
            }
        } catch (SQLException | IOException e) {
            throw new CompletionException(e);
        }
    }

    /** On a connection with limits: most openings follow a failure, of the network perhaps, and find nothing to be done. */
    private boolean isUpToDate(DataSource writer) throws SQLException, IOException {
        try (Connection connection = writer.getConnection()) {
            boolean upToDate = Schema.isUpToDate(connection, dialect);
            if (upToDate) {
                Schema.checkFloor(connection);
            }
            connection.rollback();
            return upToDate;
        }
    }

    /** Of replicas that start together, one at a time looks after the schema. */
    private void migrate() throws SQLException, IOException {
        try (AgroalDataSource source = connections.migrating();
                Connection guard = source.getConnection()) {
            dialect.lock(guard);
            try (var _ = Alive.keep(() -> dialect.hasTable(guard, "finding"), STILL_HERE)) {
                new Schema(dialect.migrations()).migrate(source);
            }
            Schema.checkFloor(guard);
            guard.rollback();
        }
    }

    private StoreUnavailable failed(Connections.Pool pool, String reason, Exception cause) {
        connections.giveUp(pool);
        return unavailable(reason, cause);
    }

    private static boolean tryLock(ReentrantLock lock) {
        try {
            return lock.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static StoreUnavailable unavailable(String reason, Exception cause) {
        return new StoreUnavailable("the store cannot be used: " + reason, cause);
    }

    @Override
    public void close() {
        connections.close();
        dialect.release();
    }
}
