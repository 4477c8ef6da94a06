package io.tamperwatch.watch;

import io.tamperwatch.finding.FindingMeters;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.finding.Suppressions;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** Keeps the gauges of findings at what the store has. */
final class OpenFindings {

    private static final Logger LOG = Logger.getLogger(OpenFindings.class);

    private final FindingMeters meters;
    private final FindingStore findings;
    private final Suppressions suppressions;
    private final ReentrantLock refreshing = new ReentrantLock();

    OpenFindings(FindingMeters meters, FindingStore findings, Suppressions suppressions) {
        this.meters = meters;
        this.findings = findings;
        this.suppressions = suppressions;
    }

    /** Does nothing while it is already at it: where the store does not answer, more would queue up behind it. */
    void refresh() {
        if (!refreshing.tryLock()) {
            return;
        }
        try {
            meters.refresh(findings, suppressions);
        } catch (StoreUnavailable e) {
            // The gauges keep what they last knew; readiness and the poll's result tell of the store.
            LOG.debugf(e, "open findings not refreshed, store unavailable");
        } finally {
            refreshing.unlock();
        }
    }
}
