package io.tamperwatch.aws;

import io.tamperwatch.posture.Known;
import io.tamperwatch.watch.LookupOutcome;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Requests to one account, one after the other with a pause between, since IAM throttles an account and everybody who works
 * in it. What is throttled or does not answer is tried again a few times.
 */
final class PacedCalls {

    /** How to wait. */
    interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final int ATTEMPTS = 6;

    private final Pause pause;

    PacedCalls(Pause pause) {
        this.pause = pause;
    }

    /**
     * What the call answers, or why it did not.
     *
     * @param permission the action the call needs
     */
    <T> Known<T> ask(String permission, Supplier<T> call) {
        String last = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (!waited(BETWEEN.multipliedBy(1L << attempt))) {
                return new Known.Unread<>("the process is stopping");
            }
            try {
                return new Known.Is<>(call.get());
            } catch (SdkException e) {
                LookupOutcome.Failure failure = LookupFailures.of(e);
                switch (failure) {
                    case LookupOutcome.Denied denied -> {
                        return new Known.Refused<>(permission);
                    }
                    case LookupOutcome.Throttled throttled -> last = throttled.message();
                    case LookupOutcome.Unavailable unavailable -> last = unavailable.message();
                    case LookupOutcome.CredentialsUnusable unusable -> {
                        return new Known.Unread<>(unusable.message());
                    }
                    case LookupOutcome.Rejected rejected -> {
                        return new Known.Unread<>(rejected.message());
                    }
                    case LookupOutcome.TokenRejected rejected -> {
                        return new Known.Unread<>(rejected.message());
                    }
                    case LookupOutcome.TooLarge large -> {
                        return new Known.Unread<>(large.message());
                    }
                }
            }
        }
        return new Known.Unread<>(last);
    }

    boolean waited(Duration duration) {
        try {
            pause.sleep(duration);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
