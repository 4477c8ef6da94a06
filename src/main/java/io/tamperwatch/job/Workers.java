package io.tamperwatch.job;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What one loop has under way, each piece on a virtual thread of its own, so that one which waits holds up no other. */
public final class Workers {

    private final Logger log;
    private final String where;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Object> underWay = ConcurrentHashMap.newKeySet();
    private final Semaphore free;

    /** Something that may wait, and gives up when it is interrupted. */
    @FunctionalInterface
    public interface Piece {
        void run() throws InterruptedException;
    }

    /**
     * @param log for what nobody expected
     * @param where to call it a fault in: {@code "the inventory"}
     */
    public Workers(Logger log, String where) {
        this(log, where, Integer.MAX_VALUE);
    }

    /** @param atOnce how many pieces begun with {@link #once} run at the same time; the others wait */
    public Workers(Logger log, String where, int atOnce) {
        this.log = log;
        this.where = where;
        this.free = new Semaphore(atOnce);
    }

    /** Begins this, unless everything is ending. */
    public void begin(Piece piece) {
        try {
            threads.execute(() -> run(piece));
        } catch (RejectedExecutionException e) {
            log.debugf("nothing is begun any more in %s, the process is stopping", where);
        }
    }

    /** Begins this, unless it is under way or waiting its turn already, or everything is ending. */
    public void once(Object name, Piece piece) {
        if (underWay.add(name)) {
            begin(() -> {
                try {
                    inTurn(piece);
                } finally {
                    underWay.remove(name);
                }
            });
        }
    }

    private void inTurn(Piece piece) throws InterruptedException {
        free.acquire();
        try {
            piece.run();
        } finally {
            free.release();
        }
    }

    private void run(Piece piece) {
        try {
            piece.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (isStopping()) {
                log.debugf(e, "given up in %s, the process is stopping", where);
            } else {
                log.errorf(e, "a fault in %s, please report it", where);
            }
        }
    }

    /**
     * Begins something whose outcome is waited for.
     *
     * @throws RejectedExecutionException when everything is ending
     */
    public <T> Future<T> submit(Callable<T> work) {
        return threads.submit(work);
    }

    public boolean isStopping() {
        return threads.isShutdown();
    }

    /** Interrupts what is under way; nothing is begun any more. */
    public void stop() {
        threads.shutdownNow();
    }

    /**
     * Begins nothing any more, lets what is under way come to its end, and interrupts what has not by then.
     *
     * @param giveUp how long to wait for those that were interrupted
     */
    public void stop(Duration finish, Duration giveUp) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(finish.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
            threads.awaitTermination(giveUp.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
