package io.tamperwatch.queue;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The end of work that is told of from outside: what only waits is broken off, what has been begun is brought to an end. Safe for
 * several threads.
 */
final class Ending {

    private final Set<Thread> waiting = new HashSet<>();
    private boolean begun;

    /** From now on nothing is waited for. */
    synchronized void begin() {
        begun = true;
        waiting.forEach(Thread::interrupt);
    }

    synchronized boolean hasBegun() {
        return begun;
    }

    /** Waits, at the end interrupted; whoever has waited is not any more. */
    <T> T waiting(Supplier<T> wait) {
        enter();
        try {
            return wait.get();
        } finally {
            leave();
        }
    }

    private synchronized void enter() {
        waiting.add(Thread.currentThread());
        if (begun) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void leave() {
        waiting.remove(Thread.currentThread());
        if (begun) {
            clear();
        }
    }

    /** Does something for which an interruption would be the end before it has begun, and keeps the interruption for later. */
    static void undisturbed(Runnable work) {
        boolean interrupted = clear();
        try {
            work.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean clear() {
        return Thread.interrupted();
    }
}
