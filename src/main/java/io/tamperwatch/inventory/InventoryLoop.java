package io.tamperwatch.inventory;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.job.Jobs;
import io.tamperwatch.job.Wait;
import io.tamperwatch.job.Workers;
import io.tamperwatch.replica.Shares;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Keeps the snapshots of all accounts coming, each account on its own. */
@ApplicationScoped
class InventoryLoop {

    private static final Logger LOG = Logger.getLogger(InventoryLoop.class);

    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(5);

    /** Snapshots made at once: each holds some pages of an answer. */
    private static final int AT_ONCE = 32;

    private final IamSource source;
    private final InventoryStore store;
    private final IamBudget budget;
    private final Repairs repairs;
    private final Shares shares;
    private final Jobs jobs;
    private final Clock clock;
    private final InventoryLog log = new InventoryLog();
    private final Workers workers = new Workers(LOG, "the inventory", AT_ONCE);
    private final Map<String, Wait> untilNext = new ConcurrentHashMap<>();

    InventoryLoop(
            IamSource source,
            InventoryStore store,
            IamBudget budget,
            Repairs repairs,
            Shares shares,
            Jobs jobs,
            Clock clock) {
        this.source = source;
        this.store = store;
        this.budget = budget;
        this.repairs = repairs;
        this.shares = shares;
        this.jobs = jobs;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        budget.meters().begin(source.inventoried());
        jobs.every("inventory", LOOK, this::look);
    }

    void stop(@Observes ShutdownEvent event) {
        workers.stop();
    }

    /** Accounts come and go. */
    private void look() {
        List<String> accounts = source.inventoried();
        budget.meters().begin(accounts);
        accounts.forEach(this::begin);
    }

    private void begin(String account) {
        if (!shares.has(account)) {
            // what was counted here is another replica's to count
            budget.meters().objects(account, Map.of());
            return;
        }
        if (untilNext.getOrDefault(account, Wait.NONE).isOver(clock.instant())) {
            workers.once(account, () -> make(account));
        }
    }

    /** One that could not be made is due again at the next look. */
    private void make(String account) throws InterruptedException {
        try {
            snapshot(account);
        } catch (StoreUnavailable e) {
            budget.meters().notMade(account);
            LOG.warnf("inventory not kept, store unavailable account=%s", account);
        } catch (RuntimeException e) {
            budget.meters().notMade(account);
            throw e;
        }
    }

    private void snapshot(String account) throws InterruptedException {
        Instant startedAt = clock.instant();
        Optional<String> digits = source.digits(account);
        if (digits.isEmpty()) {
            budget.meters().notMade(account);
            LOG.debugf("inventory not read, the account's id is not known yet account=%s", account);
            return;
        }
        Snapshot made =
                new SnapshotRun(source, budget.of(account), store, budget.settings(), log, clock).make(digits.get());
        untilNext.put(account, Wait.of(startedAt, untilNext(made)));
        log.made(made);
        budget.meters().made(made);
        store.completeAt(digits.get()).ifPresent(at -> budget.meters().completeAt(account, at));
        budget.meters().objects(account, store.count().getOrDefault(digits.get(), Map.of()));
        repairs.check(account, digits.get());
    }

    /** What AWS did not answer is asked for again soon; what permissions forbid can wait. */
    private Duration untilNext(Snapshot made) {
        Duration every = budget.settings().every();
        boolean broken = made.gaps().stream().anyMatch(gap -> gap.permission() == null);
        return broken && every.compareTo(AFTER_A_FAILURE) > 0 ? AFTER_A_FAILURE : every;
    }
}
