package io.tamperwatch.account;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.job.Jobs;
import io.tamperwatch.replica.Shares;
import io.tamperwatch.setting.StartOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Asks for accounts and Regions from time to time, and takes up what other replicas have found. */
@ApplicationScoped
class DiscoveryLoop implements Discovery {

    private static final Logger LOG = Logger.getLogger(DiscoveryLoop.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    /** Before whoever watches what is known. */
    private static final int FIRST = StartOrder.WORK - 100;

    private static final int REGIONS_AT_ONCE = 8;

    private final Organization organization;
    private final RegionSource source;
    private final Shares shares;
    private final Jobs jobs;
    private final AccountDiscovery accounts;
    private final RegionDiscovery regions;
    private final Roster roster;
    private final Semaphore free = new Semaphore(REGIONS_AT_ONCE);
    private final AtomicBoolean listing = new AtomicBoolean();
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    DiscoveryLoop(
            Organization organization,
            RegionSource source,
            Roster roster,
            Shares shares,
            Jobs jobs,
            MeterRegistry registry,
            Clock clock) {
        this.organization = organization;
        this.source = source;
        this.shares = shares;
        this.jobs = jobs;
        this.roster = roster;
        DiscoveryMeters meters = new DiscoveryMeters(registry, roster);
        this.accounts = new AccountDiscovery(organization, roster, meters, clock);
        this.regions = new RegionDiscovery(source, roster, meters, clock);
    }

    @Override
    public Optional<DiscoveryReport> report() {
        return accounts.report();
    }

    /** What was known before is watched from the start, whether or not AWS answers. */
    void start(@Observes @Priority(FIRST) StartupEvent event) {
        if (isWanted()) {
            once(refreshing, this::refresh);
        }
        jobs.every("discovery", TICK, this::tick);
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    private void tick() {
        if (isWanted() && (shares.isShared() || !roster.isLoaded())) {
            once(refreshing, this::refresh);
        }
        if (accounts.isDue() && shares.leads()) {
            once(listing, accounts::list);
        }
        for (String account : regions.due()) {
            if (shares.has(account) && free.tryAcquire()) {
                begin(() -> regions.list(account), free::release);
            }
        }
    }

    /** Where all is configured there is nothing to find, and the store is left alone. */
    private boolean isWanted() {
        return organization.isConfigured() || !source.wanted().isEmpty();
    }

    private void refresh() {
        try {
            roster.refresh();
        } catch (StoreUnavailable e) {
            LOG.debugf(e, "known accounts not read, store unavailable");
        }
    }

    private void once(AtomicBoolean underWay, Runnable work) {
        if (underWay.compareAndSet(false, true)) {
            begin(work, () -> underWay.set(false));
        }
    }

    private void begin(Runnable work, Runnable afterwards) {
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } catch (StoreUnavailable e) {
                    LOG.debugf(e, "what was found is not kept, store unavailable");
                } catch (RuntimeException e) {
                    LOG.errorf(e, "a fault in finding accounts, please report it");
                } finally {
                    afterwards.run();
                }
            });
        } catch (RejectedExecutionException e) {
            afterwards.run();
            LOG.debug("nothing is begun any more, the process is stopping");
        }
    }
}
