package io.tamperwatch.finding;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What is expected for a while, and what that does to findings: new ones arrive suppressed, which the store sees to; open ones
 * become so when a suppression is made. When one ends, whatever it has suppressed stays so, and nothing new is.
 */
@Singleton
public class Suppressions {

    private static final Logger LOG = Logger.getLogger(Suppressions.class);

    private static final Duration EXPIRES_SOON = Duration.ofDays(7);

    private final SuppressionStore store;
    private final SuppressionSweep sweep;
    private final Clock clock;

    public Suppressions(SuppressionStore store, FindingStore findings, Clock clock) {
        this.store = store;
        this.sweep = new SuppressionSweep(store, findings, clock);
        this.clock = clock;
    }

    /** All there ever were, newest first. */
    public List<Suppression> all() {
        return store.suppressions();
    }

    /**
     * Begins to expect, and suppresses what is open and matches. Once it is stored it holds: what of the open findings cannot be
     * reached now is {@link UnfinishedSuppressions}' business.
     *
     * @param from the address the request came from
     * @throws StoreUnavailable when it is not stored
     */
    public void begin(Suppression suppression, @Nullable String from) {
        store.add(suppression);
        AuditLog.suppressionBegun(suppression, from);
        LOG.infof("suppression begun id=%s", suppression.id());
        try {
            sweep.of(List.of(suppression));
        } catch (StoreUnavailable e) {
            LOG.infof("suppression begun, open findings follow when the store is back id=%s", suppression.id());
            LOG.debug("store unavailable for the open findings of a suppression", e);
        }
    }

    /**
     * Ends one early. One that is over already stays as it is, whoever asks.
     *
     * @param from the address the request came from
     * @return the suppression as it is now; empty when there is none with this id
     */
    public Optional<Suppression> end(String id, String by, @Nullable String from) {
        Ended ended = store.end(id, clock.instant(), by);
        return switch (ended) {
            case Ended.Done(var suppression) -> {
                AuditLog.suppressionEnded(suppression, from);
                LOG.infof("suppression ended id=%s", suppression.id());
                yield Optional.of(suppression);
            }
            case Ended.AlreadyOver(var suppression) -> Optional.of(suppression);
            case Ended.Unknown unknown -> Optional.empty();
        };
    }

    /** Those that cover new findings now, newest first. */
    public List<Suppression> active() {
        return store.active(clock.instant());
    }

    /** Whether it ends soon enough that somebody should look at it. */
    public boolean expiresSoon(Suppression suppression) {
        Instant now = clock.instant();
        return suppression.isActive(now) && suppression.expiresAt().isBefore(now.plus(EXPIRES_SOON));
    }
}
