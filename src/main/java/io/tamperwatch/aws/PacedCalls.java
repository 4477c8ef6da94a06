package io.tamperwatch.aws;

import io.tamperwatch.inventory.IamPace;
import io.tamperwatch.posture.Known;
import io.tamperwatch.watch.LookupOutcome;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Requests to one account, one after the other: IAM's at the pace that everybody here shares, others with a pause between.
 * What is throttled or does not answer is tried again a few times.
 */
final class PacedCalls {

    /** How to wait. */
    interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final int ATTEMPTS = 6;

    private final String account;
    private final IamPace pace;
    private final Pause pause;

    PacedCalls(String account, IamPace pace, Pause pause) {
        this.account = account;
        this.pace = pace;
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
            if (!waited(beforeAsking(permission, attempt))) {
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

    private Duration beforeAsking(String permission, int attempt) {
        Duration again = BETWEEN.multipliedBy(1L << attempt);
        if (!permission.startsWith("iam:")) {
            return again;
        }
        return attempt == 0 ? pace.book(account) : pace.book(account).plus(again);
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
