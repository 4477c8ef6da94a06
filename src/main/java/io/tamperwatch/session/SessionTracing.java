package io.tamperwatch.session;

import io.micrometer.core.instrument.MeterRegistry;
import io.tamperwatch.event.LogText;
import io.tamperwatch.finding.Aspect;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.SessionTrace;
import io.tamperwatch.finding.SessionTrace.Result;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Looks for the sessions behind findings, after the findings are stored. What is due is kept in the store, hence survives a
 * restart, and is taken newest first, however much of it a back-fill leaves.
 */
public final class SessionTracing implements Tracing {

    private static final Logger LOG = Logger.getLogger(SessionTracing.class);

    private final FindingStore store;
    private final BackTrace backTrace;
    private final SessionMeters meters;
    private final Clock clock;

    public SessionTracing(FindingStore store, SessionHistory history, MeterRegistry registry, Clock clock) {
        this.store = store;
        this.backTrace = new BackTrace(history);
        this.meters = new SessionMeters(registry);
        this.clock = clock;
    }

    @Override
    public List<Finding> due(Set<String> elsewhere, int most) {
        return store.awaiting(Aspect.SESSION, clock.instant(), elsewhere, most);
    }

    @Override
    public boolean look(Finding finding) {
        if (!Aspect.SESSION.isAwaitedOf(finding)) {
            // it has turned out to be less grave meanwhile
            store.learn(finding, Aspect.SESSION, stored -> stored, null);
            return true;
        }
        Optional<SessionTrace> trace = trace(finding);
        trace.ifPresent(found -> keep(finding, found));
        return trace.isPresent();
    }

    private Optional<SessionTrace> trace(Finding finding) {
        Instant now = clock.instant();
        try {
            return backTrace.look(finding, now);
        } catch (RuntimeException e) {
            LOG.errorf(e, "a fault in tracing a session, please report it id=%s", LogText.of(finding.id()));
            return Optional.of(BackTrace.fault(finding, now));
        }
    }

    private void keep(Finding finding, SessionTrace trace) {
        store.learn(finding, Aspect.SESSION, stored -> with(stored, trace), trace.againAt());
        meters.looked(trace.result());
        LOG.infof(
                "session looked for id=%s account=%s result=%s links=%d again=%s",
                LogText.of(finding.id()),
                finding.account(),
                trace.result().label(),
                trace.links().size(),
                trace.againAt());
    }

    /** A finding's history tells once that its session is known. */
    private static Finding with(Finding stored, SessionTrace trace) {
        SessionTrace before = stored.knowledge().session();
        boolean known = before != null && before.result() == Result.TRACED;
        Finding knowing = stored.knowing(stored.knowledge().with(trace));
        return known || trace.result() != Result.TRACED
                ? knowing
                : knowing.after(new HistoryEntry(trace.lookedAt(), "session traced", null, trace.why()));
    }
}
