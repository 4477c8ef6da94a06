package io.tamperwatch.inventory;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.job.Jobs;
import io.tamperwatch.job.Workers;
import io.tamperwatch.replica.Shares;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Finds out, finding by finding and beside the poll loop, what events did. */
@ApplicationScoped
class ImpactLoop {

    private static final Logger LOG = Logger.getLogger(ImpactLoop.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Impacts impacts;
    private final Shares shares;
    private final Jobs jobs;
    private final Workers workers = new Workers(LOG, "finding out what an event did");

    ImpactLoop(
            IamSource source,
            InventoryStore store,
            FindingStore findings,
            IamBudget budget,
            Repairs repairs,
            Shares shares,
            Jobs jobs,
            Clock clock) {
        this.impacts = new Impacts(source, store, findings, budget::of, repairs, clock);
        this.shares = shares;
        this.jobs = jobs;
    }

    void start(@Observes StartupEvent event) {
        jobs.every("impact", EVERY, () -> workers.once("impact", this::findOut));
    }

    void stop(@Observes ShutdownEvent event) {
        workers.stop();
    }

    private void findOut() throws InterruptedException {
        try {
            Optional<Set<String>> elsewhere = shares.elsewhere();
            if (elsewhere.isPresent()) {
                impacts.findOut(elsewhere.get());
            }
        } catch (StoreUnavailable e) {
            LOG.debugf(e, "impact not kept, store unavailable");
        }
    }
}
