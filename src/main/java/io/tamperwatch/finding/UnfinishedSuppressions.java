package io.tamperwatch.finding;

import io.quarkus.runtime.StartupEvent;
import io.tamperwatch.job.Jobs;
import io.tamperwatch.replica.Shares;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Suppresses what is still open where making a suppression was cut short: by the store or by the end of the process. Each is seen
 * to once more by whichever replica leads, and again by the next one that does; what somebody has moved since is left alone.
 */
@Singleton
class UnfinishedSuppressions {

    private static final Logger LOG = Logger.getLogger(UnfinishedSuppressions.class);

    private static final Duration EVERY = Duration.ofSeconds(10);

    /** Whoever makes one is given this long to finish it. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final SuppressionStore store;
    private final SuppressionSweep sweep;
    private final Shares shares;
    private final Clock clock;
    private final Set<String> finished = new HashSet<>();

    UnfinishedSuppressions(SuppressionStore store, FindingStore findings, Shares shares, Clock clock) {
        this.store = store;
        this.sweep = new SuppressionSweep(store, findings, clock);
        this.shares = shares;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Jobs jobs) {
        jobs.every("suppressions", EVERY, this::run);
    }

    /** Finishes what is not known to be finished. */
    void run() {
        if (!shares.leads()) {
            return;
        }
        try {
            Instant now = clock.instant();
            List<Suppression> active = store.active(now);
            finished.retainAll(ids(active));
            List<Suppression> left = active.stream()
                    .filter(suppression -> !finished.contains(suppression.id())
                            && !now.isBefore(suppression.createdAt().plus(PATIENCE)))
                    .toList();
            if (!left.isEmpty()) {
                sweep.of(left);
                finished.addAll(ids(left));
            }
        } catch (StoreUnavailable e) {
            LOG.debug("suppressions are finished later, store unavailable", e);
        }
    }

    private static Set<String> ids(List<Suppression> suppressions) {
        return suppressions.stream().map(Suppression::id).collect(Collectors.toSet());
    }
}
