package io.tamperwatch.account;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.job.Jobs;
import io.tamperwatch.job.Workers;
import io.tamperwatch.replica.Shares;
import io.tamperwatch.setting.StartOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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
    private final Workers finders = new Workers(LOG, "finding accounts");
    private final Workers regionFinders = new Workers(LOG, "finding Regions", REGIONS_AT_ONCE);

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
            finders.once("refresh", this::refresh);
        }
        jobs.every("discovery", TICK, this::tick);
    }

    void stop(@Observes ShutdownEvent event) {
        finders.stop();
        regionFinders.stop();
    }

    private void tick() {
        if (isWanted() && (shares.isShared() || !roster.isLoaded())) {
            finders.once("refresh", this::refresh);
        }
        if (accounts.isDue() && shares.leads()) {
            finders.once("list", () -> keeping(accounts::list));
        }
        for (String account : regions.due()) {
            if (shares.has(account)) {
                regionFinders.once(account, () -> keeping(() -> regions.list(account)));
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

    private static void keeping(Runnable finding) {
        try {
            finding.run();
        } catch (StoreUnavailable e) {
            LOG.debugf(e, "what was found is not kept, store unavailable");
        }
    }
}
