package io.tamperwatch.alert;

import io.tamperwatch.finding.NotificationStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Of replicas that share a store, one tells others. It keeps its turn while it lives; soon after it no longer does, another
 * goes on. Two that both believe to have it do no harm: what is told is told twice.
 */
final class Turn {

    /** Much shorter than an alert lives. */
    private static final Duration LASTS = Duration.ofMinutes(1);

    private final NotificationStore store;
    private final String holder;
    private final Clock clock;
    private Instant keepFrom = Instant.MIN;

    Turn(NotificationStore store, String holder, Clock clock) {
        this.store = store;
        this.holder = holder;
        this.clock = clock;
    }

    /** Whether it is this process's turn. */
    synchronized boolean take() {
        Instant now = clock.instant();
        if (now.isBefore(keepFrom)) {
            return true;
        }
        boolean taken = store.takeTurn(holder, now, now.plus(LASTS));
        keepFrom = taken ? now.plus(LASTS.dividedBy(3)) : Instant.MIN;
        return taken;
    }
}
