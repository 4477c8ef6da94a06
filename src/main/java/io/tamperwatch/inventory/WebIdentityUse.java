package io.tamperwatch.inventory;

import io.tamperwatch.finding.Impact.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What events of AssumeRoleWithWebIdentity tell about a provider and a client ID.
 *
 * @param byRole what they tell of each role, by its ARN
 * @param usage how much was looked at; null for nothing
 */
record WebIdentityUse(Map<String, OfRole> byRole, @Nullable Usage usage) {

    /** Nothing was looked at. */
    static final WebIdentityUse NONE = new WebIdentityUse(Map.of(), null);

    WebIdentityUse {
        byRole = Map.copyOf(byRole);
    }

    /**
     * What events tell of one role.
     *
     * @param subjects who got it, some of them when there are many
     * @param failures tokens refused since the event
     */
    record OfRole(List<String> subjects, @Nullable Instant lastAt, int failures) {

        static final OfRole NOTHING = new OfRole(List.of(), null, 0);
    }

    OfRole of(String arn) {
        return byRole.getOrDefault(arn, OfRole.NOTHING);
    }
}
