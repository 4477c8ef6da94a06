package io.tamperwatch.store;

import io.tamperwatch.finding.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the writers of this process take turns, and lets all who are waiting share the next transaction: committing is
 * most of what a small write costs. Whoever has the turn does everybody's work and commits once. When that fails,
 * each does its own work again in a transaction of its own, so that one's failure is nobody else's.
 */
final class SharedCommit {

    /** Runs work in a transaction, behind the write lock. */
    interface Transaction {
        <T> T run(Database.Work<T> work);
    }

    /** What one transaction takes at most: those whose work is in it wait until all of it is done. */
    private static final int MOST = 32;

    private final Transaction transaction;
    private final Duration longestWait;
    private final Supplier<StoreUnavailable> waitedTooLong;
    private final ReentrantLock turn = new ReentrantLock();
    private final Deque<Writer<?>> waiting = new ArrayDeque<>();

    /**
     * Creates a queue for writers.
     *
     * @param longestWait how long one waits for the turn before it gives up
     */
    SharedCommit(Transaction transaction, Duration longestWait, Supplier<StoreUnavailable> waitedTooLong) {
        this.transaction = transaction;
        this.longestWait = longestWait;
        this.waitedTooLong = waitedTooLong;
    }

    /** One's work and how far it has come; read and changed by whoever has the turn. */
    private static final class Writer<T> {

        private final Database.Work<T> work;
        private @Nullable T result;
        private boolean taken;
        private boolean committed;

        Writer(Database.Work<T> work) {
            this.work = work;
        }

        void on(Connection connection) throws SQLException {
            result = work.on(connection);
        }
    }

    /**
     * Does the work and commits it.
     *
     * @throws StoreUnavailable when it was not, or may not have been, committed
     */
    <T> T run(Database.Work<T> work) {
        Writer<T> writer = new Writer<>(work);
        join(writer);
        awaitTurn(writer);
        try {
            if (!writer.taken) {
                share(writer);
            }
            return writer.committed ? result(writer) : transaction.run(work);
        } finally {
            turn.unlock();
        }
    }

    @SuppressWarnings("NullAway") // the work of a committed writer has been done, and may have made null
    private static <T> T result(Writer<T> writer) {
        return writer.result;
    }

    private void awaitTurn(Writer<?> writer) {
        if (tryTurn()) {
            return;
        }
        if (leave(writer)) {
            throw waitedTooLong.get();
        }
        // Somebody is at it: only the end of that tells what became of it.
        turn.lock();
    }

    private boolean tryTurn() {
        try {
            return turn.tryLock(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Does the work of all who wait; one who waits alone is left to run in the ordinary way. */
    private void share(Writer<?> first) {
        List<Writer<?>> together = take(first);
        if (together.size() == 1) {
            return;
        }
        try {
            transaction.run(connection -> {
                for (Writer<?> writer : together) {
                    writer.on(connection);
                }
                return together;
            });
            together.forEach(writer -> writer.committed = true);
        } catch (RuntimeException e) {
            // Told by whoever meets it again alone.
            together.forEach(writer -> writer.result = null);
        }
    }

    /** How many wait for the turn. */
    synchronized int waiting() {
        return waiting.size();
    }

    private synchronized void join(Writer<?> writer) {
        waiting.add(writer);
    }

    private synchronized boolean leave(Writer<?> writer) {
        return waiting.remove(writer);
    }

    private synchronized List<Writer<?>> take(Writer<?> first) {
        waiting.remove(first);
        List<Writer<?>> taken = new ArrayList<>();
        taken.add(first);
        while (taken.size() < MOST && !waiting.isEmpty()) {
            taken.add(waiting.remove());
        }
        taken.forEach(writer -> writer.taken = true);
        return taken;
    }
}
