package io.tamperwatch.finding;

import org.jspecify.annotations.Nullable;

/**
 * What was learned about a finding after it was stored; each member is null until then. Lists are read without it.
 *
 * @param session of {@link Aspect#SESSION}
 */
public record Knowledge(@Nullable SessionTrace session) {

    /** What is known of a finding that has just been made. */
    public static final Knowledge NONE = new Knowledge(null);

    public Knowledge with(SessionTrace traced) {
        return new Knowledge(traced);
    }
}
