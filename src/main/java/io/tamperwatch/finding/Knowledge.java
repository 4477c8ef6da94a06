package io.tamperwatch.finding;

import org.jspecify.annotations.Nullable;

/**
 * What was learned about a finding after it was stored; each member is null until then. Lists are read without it.
 *
 * @param session of {@link Aspect#SESSION}
 * @param impact of {@link Aspect#IMPACT}; it tells what the use shows as well, once both are known
 * @param use of {@link Aspect#WEB_IDENTITY}
 */
public record Knowledge(
        @Nullable SessionTrace session,
        @Nullable Impact impact,
        @Nullable WebIdentityUse use) {

    public Knowledge {
        impact = impact == null || use == null ? impact : impact.with(use);
    }

    /** What is known of a finding that has just been made. */
    public static final Knowledge NONE = new Knowledge(null, null, null);

    public Knowledge with(SessionTrace traced) {
        return new Knowledge(traced, impact, use);
    }

    public Knowledge with(Impact found) {
        return new Knowledge(session, found, use);
    }

    public Knowledge with(WebIdentityUse seen) {
        return new Knowledge(session, impact, seen);
    }
}
