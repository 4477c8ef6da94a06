package io.tamperwatch.scan;

import io.tamperwatch.finding.Surroundings;
import io.tamperwatch.finding.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers for one account what the store answers for the service: what happened around an event. */
final class Surrounding {

    /** Of events alike, however many somebody makes; the nearest ones. */
    private static final int MOST = 1_000;

    private static final Comparator<Trace> IN_TIME =
            Comparator.comparing(Trace::occurredAt).thenComparing(Trace::id);

    private final Duration reach;
    private final Map<Long, List<Trace>> byActor = new HashMap<>();
    private final Map<Long, List<Trace>> byUser = new HashMap<>();
    private final Map<Long, List<Trace>> byProvider = new HashMap<>();
    private final Map<Trace.Habit, Instant> firstAt;
    private final @Nullable Instant since;

    Surrounding(Collection<Trace> traces, Duration reach) {
        this.reach = reach;
        Map<Trace.Habit, Instant> first = new HashMap<>();
        List<Trace> inTime = traces.stream().sorted(IN_TIME).toList();
        for (Trace trace : inTime) {
            add(byActor, trace.actor(), trace);
            add(byUser, trace.user(), trace);
            add(byProvider, trace.provider(), trace);
            first.putIfAbsent(trace.habit(), trace.occurredAt());
        }
        this.firstAt = Map.copyOf(first);
        this.since = inTime.isEmpty() ? null : inTime.getFirst().occurredAt();
    }

    private static void add(Map<Long, List<Trace>> map, long key, Trace trace) {
        if (key != 0) {
            map.computeIfAbsent(key, _ -> new ArrayList<>()).add(trace);
        }
    }

    /** Everything read so far is known at once, so nothing of it is stored before or arrives later. */
    Surroundings of(Trace self) {
        Set<Trace> near = new LinkedHashSet<>();
        near.add(self);
        near.addAll(near(byActor.getOrDefault(self.actor(), List.of()), self));
        near.addAll(near(byUser.getOrDefault(self.user(), List.of()), self));
        near.addAll(near(byProvider.getOrDefault(self.provider(), List.of()), self));
        return new Surroundings(List.of(), near.stream().sorted(IN_TIME).toList(), firstAt, since);
    }

    private List<Trace> near(List<Trace> alike, Trace self) {
        int from = indexOf(alike, self.occurredAt().minus(reach));
        int to = indexOf(alike, self.occurredAt().plus(reach).plusMillis(1));
        if (to - from > MOST) {
            int middle = indexOf(alike, self.occurredAt());
            from = Math.max(from, middle - MOST / 2);
            to = Math.min(to, middle + MOST / 2);
        }
        return alike.subList(from, to);
    }

    /** The first at or behind the time. */
    private static int indexOf(List<Trace> inTime, Instant time) {
        int from = 0;
        int to = inTime.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (inTime.get(middle).occurredAt().isBefore(time)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
