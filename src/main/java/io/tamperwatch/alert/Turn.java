package io.tamperwatch.alert;

import io.tamperwatch.finding.NotificationStore;
import io.tamperwatch.job.Wait;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Of replicas that share a store, one tells others. It keeps its turn while it lives; soon after it no longer does, another
 * goes on. The store's clock decides when; this process's own only tells it how soon to ask again, counted from when it asked.
 * Two that both believe to have it do no harm: what is told is told twice.
 */
final class Turn {

    /** Much shorter than an alert lives. */
    private static final Duration LASTS = Duration.ofMinutes(1);

    private final NotificationStore store;
    private final String holder;
    private final Clock clock;
    private Wait fresh = Wait.NONE;

    Turn(NotificationStore store, String holder, Clock clock) {
        this.store = store;
        this.holder = holder;
        this.clock = clock;
    }

    /** Whether it is this process's turn. */
    synchronized boolean take() {
        Instant now = clock.instant();
        if (!fresh.isOver(now)) {
            return true;
        }
        boolean taken = store.takeTurn(holder, LASTS);
        fresh = taken ? Wait.of(now, LASTS.dividedBy(3)) : Wait.NONE;
        return taken;
    }
}
