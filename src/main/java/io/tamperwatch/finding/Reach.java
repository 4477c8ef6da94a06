package io.tamperwatch.finding;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How far apart events may be and still say something about each other.
 *
 * @param near of any two events
 * @param far of two events that can follow each other in an ordinary course of work; never less than {@code near}
 * @param sequences by an event's name, the names of events that can come long before or after it
 */
public record Reach(Duration near, Duration far, Map<String, Set<String>> sequences) {

    /** No event says anything about another. */
    public static final Reach NONE = new Reach(Duration.ZERO, Duration.ZERO, Map.of());

    public Reach {
        sequences = Map.copyOf(sequences);
    }

    /** Names of events that matter to some of these even when they are not near. */
    public Set<String> partners(Collection<Trace> traces) {
        Set<String> partners = new HashSet<>();
        traces.forEach(trace -> partners.addAll(sequences.getOrDefault(trace.eventName(), Set.of())));
        return partners;
    }
}
