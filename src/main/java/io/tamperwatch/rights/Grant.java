package io.tamperwatch.rights;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one permission in one account.
 *
 * @param at when AWS last gave an answer that says it; null while it has not
 */
public record Grant(
        Permission permission, State state, @Nullable Instant at) {

    /** Whether AWS lets this process. */
    public enum State {
        GRANTED,
        MISSING,
        UNKNOWN;

        /** The word used in the API. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isMissing() {
        return state == State.MISSING;
    }
}
