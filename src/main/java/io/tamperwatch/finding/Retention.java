package io.tamperwatch.finding;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.tamperwatch.job.Jobs;
import io.tamperwatch.replica.Shares;
import io.tamperwatch.setting.Setting;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Forgets findings that were resolved long ago, where the settings say so: a few at a time, so that nobody waits for it. */
@Singleton
class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final String RESOLVED_AFTER = "tamperwatch.retention.resolved-after";
    private static final Duration LEAST = Duration.ofDays(1);
    private static final Duration MOST = Duration.ofDays(36_500);

    private static final Duration EVERY = Duration.ofHours(1);

    /** Findings in one transaction, which others wait behind. */
    static final int AT_ONCE = 200;

    private final Optional<Duration> resolvedAfter;
    private final FindingStore store;
    private final Shares shares;
    private final Clock clock;
    private final Counter forgotten;

    Retention(RetentionConfig config, FindingStore store, Shares shares, MeterRegistry registry, Clock clock) {
        this.resolvedAfter = config.resolvedAfter().map(text -> Setting.duration(RESOLVED_AFTER, text, LEAST, MOST));
        this.store = store;
        this.shares = shares;
        this.clock = clock;
        this.forgotten = Counter.builder("tamperwatch.findings.forgotten")
                .description("Resolved findings that retention has taken away")
                .register(registry);
    }

    void start(@Observes StartupEvent event, Jobs jobs) {
        if (resolvedAfter.isPresent()) {
            jobs.every("retention", EVERY, this::run);
        }
    }

    /** Forgets all there is to forget by now; of replicas, one does it. */
    void run() {
        if (!shares.leads()) {
            return;
        }
        resolvedAfter.ifPresent(age -> {
            Instant before = clock.instant().minus(age);
            int count = 0;
            try {
                int last;
                do {
                    last = store.forgetResolved(before, AT_ONCE);
                    count += last;
                } while (last == AT_ONCE);
            } catch (StoreUnavailable e) {
                LOG.debug("retention goes on in an hour, store unavailable", e);
            } finally {
                tell(count, before);
            }
        });
    }

    private void tell(int count, Instant before) {
        if (count > 0) {
            forgotten.increment(count);
            AuditLog.forgotten(count, before);
        }
    }
}
