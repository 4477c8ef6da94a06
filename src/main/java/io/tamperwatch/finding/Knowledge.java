package io.tamperwatch.finding;

import org.jspecify.annotations.Nullable;

/**
 * What was learned about a finding after it was stored; each member is null until then. Lists are read without it.
 *
 * @param session of {@link Aspect#SESSION}
 * @param impact of {@link Aspect#IMPACT}
 */
public record Knowledge(
        @Nullable SessionTrace session, @Nullable Impact impact) {

    /** What is known of a finding that has just been made. */
    public static final Knowledge NONE = new Knowledge(null, null);

    public Knowledge with(SessionTrace traced) {
        return new Knowledge(traced, impact);
    }

    public Knowledge with(Impact found) {
        return new Knowledge(session, found);
    }
}
