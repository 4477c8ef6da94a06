package io.tamperwatch.inventory;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Requests to one account's IAM at the pace that all share, since IAM throttles an account and everybody who works in it. What
 * is worth repeating is repeated a few times, with growing waits, and every request counts. Safe for many threads.
 */
final class PacedIam {

    static final int ATTEMPTS = 6;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final String account;
    private final IamPace pace;
    private final Pause pause;
    private final InventoryMeters meters;

    PacedIam(String account, IamPace pace, Pause pause, InventoryMeters meters) {
        this.account = account;
        this.pace = pace;
        this.pause = pause;
        this.meters = meters;
    }

    String account() {
        return account;
    }

    /** How long so many requests take when nobody else asks and none has to be repeated. */
    Duration time(long requests) {
        return pace.time(requests);
    }

    /** Never {@link Reply.Throttled}: what stays throttled is unavailable. */
    <T> Reply<T> ask(Supplier<Reply<T>> request) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            pause.sleep(pace.book(account));
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
}
