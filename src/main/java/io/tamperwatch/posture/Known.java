package io.tamperwatch.posture;

import java.util.function.Function;

/** Something asked of an account: what it is, or why nobody knows. */
public sealed interface Known<T> {

    /** AWS has said. */
    record Is<T>(T value) implements Known<T> {}

    /**
     * The process may not ask.
     *
     * @param permission the action that was refused, for example {@code iam:GetAccountSummary}
     */
    record Refused<T>(String permission) implements Known<T> {}

    /** AWS has not said, for a reason that may pass. */
    record Unread<T>(String reason) implements Known<T> {}

    /** The same for something that follows from it. */
    default <R> Known<R> map(Function<T, R> then) {
        return switch (this) {
            case Is<T> is -> new Is<>(then.apply(is.value()));
            case Refused<T> refused -> new Refused<>(refused.permission());
            case Unread<T> unread -> new Unread<>(unread.reason());
        };
    }

    /** What a check says of it; a check that cannot know says so. */
    default Verdict judge(Function<T, Verdict> check) {
        return switch (this) {
            case Is<T> is -> check.apply(is.value());
            case Refused<T> refused -> Verdict.Unknown.refused(refused.permission());
            case Unread<T> unread -> Verdict.Unknown.because(unread.reason());
        };
    }
}
