package io.tamperwatch.inventory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Requests to one account's IAM, evenly spaced, since IAM throttles an account and everybody who works in it. What is worth
 * repeating is repeated a few times, with growing waits, and every request counts. Safe for many threads.
 */
final class PacedIam {

    static final int ATTEMPTS = 6;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final String account;
    private final Duration interval;
    private final Clock clock;
    private final Pause pause;
    private final InventoryMeters meters;
    private final ReentrantLock lock = new ReentrantLock();
    private Instant nextFree = Instant.MIN;

    PacedIam(String account, double requestsPerSecond, Clock clock, Pause pause, InventoryMeters meters) {
        this.account = account;
        this.interval = Duration.ofNanos((long) (1_000_000_000 / requestsPerSecond));
        this.clock = clock;
        this.pause = pause;
        this.meters = meters;
    }

    String account() {
        return account;
    }

    /** How long so many requests take when none has to be repeated. */
    Duration time(long requests) {
        return interval.multipliedBy(requests);
    }

    /** Never {@link Reply.Throttled}: what stays throttled is unavailable. */
    <T> Reply<T> ask(Supplier<Reply<T>> request) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            pause.sleep(book());
            Reply<T> reply = request.get();
            meters.asked(account, reply);
            boolean again = reply instanceof Reply.Throttled || reply instanceof Reply.Unavailable;
            if (!again) {
                return reply;
            }
            if (attempt == ATTEMPTS) {
                return reply instanceof Reply.Throttled ? new Reply.Unavailable<>("IAM throttles") : reply;
            }
            pause.sleep(FIRST_WAIT.multipliedBy(1L << (attempt - 1)));
        }
    }

    void pause(Duration duration) throws InterruptedException {
        pause.sleep(duration);
    }

    private Duration book() {
        lock.lock();
        try {
            Instant now = clock.instant();
            Instant slot = nextFree.isBefore(now) ? now : nextFree;
            nextFree = slot.plus(interval);
            return Duration.between(now, slot);
        } finally {
            lock.unlock();
        }
    }
}
