package io.tamperwatch.session;

import io.tamperwatch.detect.Outcomes;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.SessionTrace.Activity;
import io.tamperwatch.finding.SessionTrace.Deed;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was done with a key, summed up as it is read. */
final class Deeds {

    /** Kinds of call that are listed; a session that does more is doing something else than work. */
    static final int MOST_KINDS = 100;

    private record Kind(
            String eventSource,
            String eventName,
            String region,
            Outcome outcome,
            @Nullable String errorCode) {

        static Kind of(EventRecord event) {
            return new Kind(
                    event.eventSource(),
                    event.eventName(),
                    event.awsRegion(),
                    Outcomes.of(event.errorCode()),
                    event.errorCode());
        }
    }

    private final String findingId;
    private final Set<String> seen = new HashSet<>();
    private final Map<Kind, Deed> deeds = new LinkedHashMap<>();
    private int events;
    private int failures;
    private boolean complete = true;

    /** @param findingId the event that is left out */
    Deeds(String findingId) {
        this.findingId = findingId;
    }

    void add(List<EventRecord> read) {
        for (EventRecord event : read) {
            if (!event.eventId().equals(findingId) && seen.add(event.eventId())) {
                add(event);
            }
        }
    }

    private void add(EventRecord event) {
        Kind kind = Kind.of(event);
        events++;
        failures += kind.outcome() == Outcome.SUCCEEDED ? 0 : 1;
        deeds.merge(kind, deed(kind, event.eventTime()), (before, next) -> together(before, event.eventTime()));
    }

    private static Deed deed(Kind kind, Instant at) {
        return new Deed(
                kind.eventSource(), kind.eventName(), kind.region(), kind.outcome(), kind.errorCode(), 1, at, at);
    }

    private static Deed together(Deed before, Instant at) {
        return new Deed(
                before.eventSource(),
                before.eventName(),
                before.region(),
                before.outcome(),
                before.errorCode(),
                before.count() + 1,
                at.isBefore(before.firstAt()) ? at : before.firstAt(),
                at.isAfter(before.lastAt()) ? at : before.lastAt());
    }

    /** Not everything could be read. */
    void incomplete() {
        complete = false;
    }

    Activity between(Instant from, Instant until) {
        List<Deed> newest = deeds.values().stream()
                .sorted(Comparator.comparing(Deed::lastAt).reversed().thenComparing(Deed::eventName))
                .limit(MOST_KINDS)
                .toList();
        return new Activity(from, until, events, failures, complete && deeds.size() <= MOST_KINDS, newest);
    }
}
