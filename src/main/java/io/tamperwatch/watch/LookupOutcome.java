package io.tamperwatch.watch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one request for a page. Only a {@link Page} says anything about events. */
public sealed interface LookupOutcome {

    /**
     * The page asked for.
     *
     * @param nextToken null when this is the window's last page
     */
    record Page(List<LookedUpEvent> events, @Nullable String nextToken) implements LookupOutcome {
        public Page {
            events = List.copyOf(events);
        }
    }

    /** No page. */
    sealed interface Failure extends LookupOutcome {
        /** For operators: what AWS or the network said. */
        String message();
    }

    /** More requests than the account may make; AWS says so with HTTP 400. */
    record Throttled(String message) implements Failure {}

    /** A time-out, a 5xx, a broken connection or a body that cannot be read: trying again may help. */
    record Unavailable(String message) implements Failure {}

    /** The credentials are good but may not look up events. */
    record Denied(String message) implements Failure {}

    /** There are no credentials, or they have expired or are wrong. */
    record CredentialsUnusable(String message) implements Failure {}

    /** The token is not known any more; the window has to be read anew. */
    record TokenRejected(String message) implements Failure {}

    /** The answer is longer than this program takes: a smaller window has a shorter one. */
    record TooLarge(String message) implements Failure {}

    /** The request itself was refused. */
    record Rejected(String message) implements Failure {}
}
