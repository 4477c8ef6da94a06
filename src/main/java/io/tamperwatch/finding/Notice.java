package io.tamperwatch.finding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of a finding that somebody else is to be told, kept until they have been.
 *
 * @param number the store's; rises from notice to notice
 * @param finding as it is when the notice is read; its record is left out
 * @param change what has happened to it
 * @param attempts how often telling has been tried
 * @param dueAt when it is to be tried next; null when it has been given up
 * @param triedAt when it was tried last; null when it has not been
 * @param error why the last try failed; null when none has
 */
public record Notice(
        long number,
        Finding finding,
        HistoryEntry change,
        int attempts,
        @Nullable Instant dueAt,
        @Nullable Instant triedAt,
        @Nullable String error) {

    /** Whether nobody tries any more. */
    public boolean isGivenUp() {
        return dueAt == null;
    }
}
