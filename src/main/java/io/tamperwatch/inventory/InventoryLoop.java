package io.tamperwatch.inventory;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.tamperwatch.finding.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/** Keeps the snapshots of all accounts coming, each account on its own. */
@ApplicationScoped
class InventoryLoop {

    private static final Logger LOG = Logger.getLogger(InventoryLoop.class);

    private final IamSource source;
    private final InventoryStore store;
    private final IamBudget budget;
    private final Repairs repairs;
    private final Scheduler scheduler;
    private final Clock clock;
    private final InventoryLog log = new InventoryLog();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    InventoryLoop(
            IamSource source,
            InventoryStore store,
            IamBudget budget,
            Repairs repairs,
            Scheduler scheduler,
            Clock clock) {
        this.source = source;
        this.store = store;
        this.budget = budget;
        this.repairs = repairs;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        List<String> accounts = source.inventoried();
        budget.meters().begin(accounts);
        scheduler
                .newJob("inventory")
                .setInterval(budget.settings().every().toString())
                .setConcurrentExecution(ConcurrentExecution.PROCEED)
                .setTask(execution -> accounts.forEach(this::begin))
                .schedule();
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    private void begin(String account) {
        if (!underWay.add(account)) {
            return;
        }
        try {
            threads.execute(() -> {
                try {
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
                    underWay.remove(account);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("nothing is begun any more, the process is stopping");
        }
    }

    private void snapshot(String account) throws InterruptedException {
        Optional<String> digits = source.digits(account);
        if (digits.isEmpty()) {
            budget.meters().notMade(account);
            LOG.infof("inventory not read, the account's id is not known yet account=%s", account);
            return;
        }
        Snapshot made =
                new SnapshotRun(source, budget.of(account), store, budget.settings(), log, clock).make(digits.get());
        log.made(made);
        budget.meters().made(made);
        store.completeAt(digits.get()).ifPresent(at -> budget.meters().completeAt(account, at));
        budget.meters().objects(account, store.count().getOrDefault(digits.get(), Map.of()));
        repairs.check(account, digits.get());
    }
}
