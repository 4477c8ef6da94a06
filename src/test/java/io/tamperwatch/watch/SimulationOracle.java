package io.tamperwatch.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds what was stored, or told of, against the set of events. */
final class SimulationOracle {

    private final List<SimulatedEvent> events;
    private final PollSettings settings;
    private final Duration ahead;
    private final List<SimulatedEvent> notStored;
    private int generation;
    private final TreeSet<String> brokenClaims = new TreeSet<>();

    /** @param ahead how far a clock that moves checkpoints may be ahead: by so much less is promised */
    SimulationOracle(Collection<SimulatedEvent> events, PollSettings settings, Duration ahead) {
        this.events = List.copyOf(events);
        this.settings = settings;
        this.ahead = ahead;
        this.notStored = new ArrayList<>(events);
    }

    /** At every moment: what happened before the instant up to which a stored checkpoint claims to be complete is there. */
    void checkClaims(SimulatedStore store) {
        if (generation != store.generation()) {
            // what was stored may not be any more
            generation = store.generation();
            notStored.clear();
            notStored.addAll(events);
        }
        notStored.removeIf(event -> isStored(event, store));
        for (Checkpoint checkpoint : store.committed()) {
            Instant claimed = checkpoint.completeUntil().minus(ahead);
            for (SimulatedEvent event : notStored) {
                if (isCovered(event, checkpoint, claimed)) {
                    brokenClaims.add(event.id() + " before " + claimed);
                }
            }
        }
    }

    private boolean isCovered(SimulatedEvent event, Checkpoint checkpoint, Instant claimed) {
        return event.occurredAt().isBefore(claimed)
                && event.name().equals(checkpoint.reading().value())
                && !event.occurredAt().isBefore(checkpoint.origin())
                && !event.visibleAt().isAfter(claimed)
                && event.lateness().compareTo(settings.lookback().minus(ahead)) <= 0;
    }

    /** What is wrong with what was stored, in words; null when nothing is. */
    @Nullable
    String verdict(SimulatedStore store) {
        Map<String, Instant> origins = new HashMap<>();
        store.committed().forEach(checkpoint -> origins.put(checkpoint.reading().value(), checkpoint.origin()));
        TreeSet<String> lost = new TreeSet<>();
        Set<String> invented = new HashSet<>(store.findings().keySet());
        for (SimulatedEvent event : events) {
            if (isPromised(event, origins.get(event.name())) && !isStored(event, store)) {
                lost.add(event.id());
            }
            if (event.readable()) {
                invented.remove(event.findingId());
            }
        }
        Set<String> twice = repeated(store.created());
        if (lost.isEmpty()
                && twice.isEmpty()
                && invented.isEmpty()
                && brokenClaims.isEmpty()
                && store.formerOwners() == 0) {
            return null;
        }
        return "lost %s, twice %s, invented %s, claimed but not stored %s, moved by a former owner %d"
                .formatted(lost, twice, invented, brokenClaims, store.formerOwners());
    }

    /** Those of the promised events that are not among the ids a poller told of, which began at this time. */
    Set<String> untold(Collection<String> told, Instant origin) {
        Set<String> untold = new TreeSet<>();
        for (SimulatedEvent event : events) {
            if (isPromised(event, origin)) {
                untold.add(event.id());
            }
        }
        untold.removeAll(Set.copyOf(told));
        return untold;
    }

    static Set<String> repeated(Collection<String> ids) {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new TreeSet<>();
        for (String id : ids) {
            if (!seen.add(id)) {
                twice.add(id);
            }
        }
        return twice;
    }

    /** Whether the event became visible within the sweep window, and happened after the back-fill's beginning. */
    private boolean isPromised(SimulatedEvent event, @Nullable Instant origin) {
        return origin != null
                && !event.occurredAt().isBefore(origin)
                && event.lateness().compareTo(settings.sweepWindow().minus(ahead)) <= 0;
    }

    private static boolean isStored(SimulatedEvent event, SimulatedStore store) {
        return event.readable()
                ? store.findings().containsKey(event.findingId())
                : store.quarantinedIds().contains(event.id());
    }
}
