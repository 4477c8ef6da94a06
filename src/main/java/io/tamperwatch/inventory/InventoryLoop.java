package io.tamperwatch.inventory;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.job.Jobs;
import io.tamperwatch.replica.Shares;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
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
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Instant> dueAt = new ConcurrentHashMap<>();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

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
        threads.shutdownNow();
    }

    /** Accounts come and go. */
    private void look() {
        List<String> accounts = source.inventoried();
        budget.meters().begin(accounts);
        accounts.forEach(this::begin);
    }

    /** One that could not be made is due again at the next look. */
    private void begin(String account) {
        if (!shares.has(account)) {
            // what was counted here is another replica's to count
            budget.meters().objects(account, Map.of());
            return;
        }
        boolean isDue = !clock.instant().isBefore(dueAt.getOrDefault(account, Instant.MIN));
        if (!isDue || !underWay.add(account)) {
            return;
        }
        try {
            threads.execute(() -> {
                boolean taken = false;
                try {
                    free.acquire();
                    taken = true;
                    snapshot(account);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (StoreUnavailable e) {
                    budget.meters().notMade(account);
                    LOG.warnf("inventory not kept, store unavailable account=%s", account);
                } catch (RuntimeException e) {
                    budget.meters().notMade(account);
                    LOG.errorf(e, "a fault in the inventory, please report it");
                } finally {
                    if (taken) {
                        free.release();
                    }
                    underWay.remove(account);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("nothing is begun any more, the process is stopping");
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
        dueAt.put(account, startedAt.plus(untilNext(made)));
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
