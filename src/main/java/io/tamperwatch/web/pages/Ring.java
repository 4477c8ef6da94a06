package io.tamperwatch.web.pages;

import io.tamperwatch.finding.Impact.BlastRadius;
import io.tamperwatch.finding.Impact.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How hard a role is hit, as far as anybody knows; the hardest first. */
enum Ring {
    BROKEN("broken", "Broken"),
    USED("in use", "In use"),
    UNKNOWN("use not known", "Use not known"),
    IDLE("not used", "Not used in the 90 days before");

    private static final Duration LATELY = Duration.ofDays(90);

    private final String state;
    private final String title;

    Ring(String state, String title) {
        this.state = state;
        this.title = title;
    }

    static Ring of(Role role, BlastRadius radius, Instant occurredAt) {
        if (role.failures() > 0) {
            return BROKEN;
        }
        Instant last = role.lastUsedAt();
        if (role.lastSeenAt() != null || (last != null && last.isAfter(occurredAt.minus(LATELY)))) {
            return USED;
        }
        return radius.used() == null ? UNKNOWN : IDLE;
    }

    /** The word style sheets know it by. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In a picture. */
    String state() {
        return state;
    }

    /** In a list. */
    String title() {
        return title;
    }
}
