package io.tamperwatch.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Says something on a connection now and then while others do the work: a server ends a transaction that is idle for long, and with
 * it goes the lock that it holds.
 */
final class Alive implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Alive.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("store-lock").factory());

    /** Something to say. */
    @FunctionalInterface
    interface Word {
        Object say() throws SQLException;
    }

    private Alive() {}

    /** Says this over and over until closed; nobody else may use the connection meanwhile. */
    static Alive keep(Word word, Duration interval) {
        Alive alive = new Alive();
        var _ = alive.thread.scheduleWithFixedDelay(
                () -> say(word), interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
        return alive;
    }

    /** Whoever uses the connection next meets the failure as well, and tells of it. */
    private static void say(Word word) {
        try {
            word.say();
        } catch (SQLException e) {
            LOG.debugf("the lock of all writing may be lost reason=%s", e.getSQLState());
        }
    }

    /** After this the connection is the caller's alone. */
    @Override
    public void close() {
        thread.close();
    }
}
