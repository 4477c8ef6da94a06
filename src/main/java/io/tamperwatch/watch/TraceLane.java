package io.tamperwatch.watch;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.replica.Shares;
import io.tamperwatch.session.Tracing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Looks in event history for what stored findings do not tell, with the budget that polls and catching up leave over. */
final class TraceLane {

    private static final Logger LOG = Logger.getLogger(TraceLane.class);

    /** Few, so that what has just been found is not behind many older ones. */
    private static final int AT_ONCE = 8;

    private final Tracing tracing;
    private final Shares shares;
    private final InFlight inFlight;
    private final ReentrantLock running = new ReentrantLock();

    TraceLane(Tracing tracing, Shares shares, InFlight inFlight) {
        this.tracing = tracing;
        this.shares = shares;
        this.inFlight = inFlight;
    }

    /** Looks until nothing is due; does nothing while it is already at it. Never disturbs a poll. */
    void run() {
        if (!running.tryLock()) {
            return;
        }
        try {
            List<Finding> due = due();
            while (!due.isEmpty() && look(due)) {
                due = due();
            }
        } catch (StoreUnavailable e) {
            LOG.debugf(e, "history not looked at, store unavailable");
        } finally {
            running.unlock();
        }
    }

    private List<Finding> due() {
        return shares.elsewhere()
                .map(elsewhere -> tracing.due(elsewhere, AT_ONCE))
                .orElse(List.of());
    }

    /** Accounts at the same time, so that one which does not answer holds up no other. */
    private boolean look(List<Finding> due) {
        Map<String, List<Finding>> byAccount =
                due.stream().collect(Collectors.groupingBy(Finding::account, LinkedHashMap::new, Collectors.toList()));
        return inFlight.each(List.copyOf(byAccount.values()), this::lookAll, goOn -> !goOn).stream()
                .allMatch(goOn -> goOn);
    }

    private boolean lookAll(List<Finding> findings) {
        try {
            return findings.stream().allMatch(tracing::look);
        } catch (StoreUnavailable e) {
            LOG.debugf(e, "what history tells not kept, store unavailable");
            return false;
        }
    }
}
