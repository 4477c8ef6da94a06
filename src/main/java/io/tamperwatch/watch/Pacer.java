package io.tamperwatch.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps one account and Region within its budget of lookups, evenly spaced and without bursts, since other callers share
 * AWS's limit with us. Polls go first: a poll books the next free moment, a catch-up only takes one that nobody booked, and
 * a trace only one that no catch-up waits for, or that was left to catch-ups often enough. Safe for many threads.
 */
final class Pacer {

    /** Turns a trace gives way for: a back-fill of weeks must not keep what has just happened from being understood. */
    private static final int LEFT_TO_CATCH_UPS = 20;

    private final Duration interval;
    private final Clock clock;
    private final Pause pause;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger catchUpsWaiting = new AtomicInteger();
    private Instant nextFree = Instant.MIN;
    private Instant latest = Instant.MIN;
    private final Spacing gone = new Spacing();
    private final Spacing sent = new Spacing();

    Pacer(double requestsPerSecond, Clock clock, Pause pause) {
        this.interval = Duration.ofNanos((long) (1_000_000_000 / requestsPerSecond));
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * A moment taken.
     *
     * @param away how far off it was then: it is never further, even when the clock is set back
     */
    record Booking(Instant at, Duration away) {}

    /** Waits until a request may be made. */
    void acquire(Lane lane) throws InterruptedException {
        switch (lane) {
            case POLL -> await(book());
            case CATCH_UP -> {
                catchUpsWaiting.incrementAndGet();
                try {
                    takeWhenFree();
                } finally {
                    catchUpsWaiting.decrementAndGet();
                }
            }
            case TRACE -> {
                for (int left = 0; catchUpsWaiting.get() > 0 && left < LEFT_TO_CATCH_UPS; left++) {
                    pause.sleep(interval);
                }
                takeWhenFree();
            }
        }
    }

    /** Moments booked are an interval apart; those at which sleepers wake up are not always: who woke late keeps the next one back. */
    void await(Booking booking) throws InterruptedException {
        Duration wait = Duration.between(clock.instant(), booking.at());
        pause.sleep(wait.compareTo(booking.away()) < 0 ? wait : booking.away());
        pass(gone);
    }

    /**
     * Waits until a request whose turn has come may be sent. Between the two it waits for a processor, one longer than another, so
     * it is here that requests are an interval apart; who was late keeps the next one back, by no more than it was late.
     */
    void depart() throws InterruptedException {
        pass(sent);
    }

    private void pass(Spacing spacing) throws InterruptedException {
        Duration wait = spacing.pass();
        while (wait.isPositive()) {
            pause.sleep(wait);
            wait = spacing.pass();
        }
    }

    /** Keeps an interval between those who pass. */
    private final class Spacing {

        private Instant last = Instant.MIN;

        /** Zero for who has passed, else how long to wait before trying again. */
        Duration pass() {
            lock.lock();
            try {
                Instant now = now();
                Instant next = last.plus(interval);
                // longer than an interval only after the clock was set back
                if (next.isAfter(now) && !last.isAfter(now)) {
                    return Duration.between(now, next);
                }
                last = now;
                return Duration.ZERO;
            } finally {
                lock.unlock();
            }
        }
    }

    private void takeWhenFree() throws InterruptedException {
        Duration wait = takeIfFree();
        while (wait.isPositive()) {
            pause.sleep(wait);
            wait = takeIfFree();
        }
    }

    /** No request at all before {@code duration} has passed: AWS has said that there were too many. */
    void holdOff(Duration duration) {
        lock.lock();
        try {
            Instant until = now().plus(duration);
            if (until.isAfter(nextFree)) {
                nextFree = until;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next moment that nobody has, which may be the present one. */
    Booking book() {
        lock.lock();
        try {
            Instant now = now();
            Instant slot = free(now);
            nextFree = slot.plus(interval);
            return new Booking(slot, Duration.between(now, slot));
        } finally {
            lock.unlock();
        }
    }

    /** Zero when the present moment was free and is now taken, else how long to wait before asking again. */
    private Duration takeIfFree() {
        lock.lock();
        try {
            Instant now = now();
            Instant slot = free(now);
            if (slot.isAfter(now)) {
                return Duration.between(now, slot);
            }
            Duration wait = gone.pass();
            if (wait.isZero()) {
                nextFree = now.plus(interval);
            }
            return wait;
        } finally {
            lock.unlock();
        }
    }

    /** The first moment from now on that nobody has. */
    private Instant free(Instant now) {
        return nextFree.isBefore(now) ? now : nextFree;
    }

    /** What is booked stays as far ahead as it was when the clock is set back. */
    private Instant now() {
        Instant now = clock.instant();
        if (now.isBefore(latest) && !nextFree.equals(Instant.MIN)) {
            nextFree = nextFree.minus(Duration.between(now, latest));
        }
        latest = now;
        return now;
    }
}
