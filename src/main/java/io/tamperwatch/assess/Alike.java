package io.tamperwatch.assess;

import io.tamperwatch.finding.Trace;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Whose events some are, and what they were aimed at: only events that have something of it in common say anything about each other. */
final class Alike {

    private final Set<Long> actors = new HashSet<>();
    private final Set<Long> users = new HashSet<>();
    private final Set<Long> providers = new HashSet<>();

    Alike(Collection<Trace> traces) {
        for (Trace trace : traces) {
            actors.add(trace.actor());
            users.add(trace.user());
            providers.add(trace.provider());
        }
        users.remove(0L);
        providers.remove(0L);
    }

    /** Whether one of those events could say something about this one. */
    boolean holds(Trace trace) {
        return actors.contains(trace.actor()) || users.contains(trace.user()) || providers.contains(trace.provider());
    }
}
