package io.tamperwatch.finding;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What events of AssumeRoleWithWebIdentity tell about a provider and a client ID.
 *
 * @param roles roles that were asked for with it; not more than {@link #MOST_ROLES}
 * @param usage how much was looked at
 * @param eventsBefore how many events there were before the event
 * @param lookedAt when this was found out
 * @param looks how many times it was looked at
 */
public record WebIdentityUse(List<OfRole> roles, Impact.Usage usage, int eventsBefore, Instant lookedAt, int looks) {

    /** Roles that are kept. */
    public static final int MOST_ROLES = 1000;

    /** Subjects that are kept of each role. */
    public static final int MOST_SUBJECTS = 20;

    public WebIdentityUse {
        roles = List.copyOf(roles);
    }

    /**
     * What events tell of one role.
     *
     * @param subjects who got it, the latest first
     * @param lastAt when somebody last got it; null when nobody was seen to
     * @param failures tokens refused since the event
     */
    public record OfRole(
            String arn, List<String> subjects, @Nullable Instant lastAt, int failures) {

        public OfRole {
            subjects = List.copyOf(subjects);
        }

        static OfRole unseen(String arn) {
            return new OfRole(arn, List.of(), null, 0);
        }
    }
}
