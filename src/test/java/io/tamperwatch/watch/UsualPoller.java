package io.tamperwatch.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The poller one would write in an afternoon: for each event name it asks from the newest event seen on, skips the ids of that
 * last second, tells of the rest, and keeps how far it has got in a file that outlives it. It is given what costs no thought:
 * it reads all pages, and begins anew where the last good poll ended when one failed.
 */
final class UsualPoller {

    /** What its file holds of a name. */
    private record Kept(Instant newest, Set<String> idsOfThatSecond) {}

    private final EventSource source;
    private final Map<String, Kept> kept = new HashMap<>();
    private final List<String> told = new ArrayList<>();

    UsualPoller(EventSource source, List<String> names, Instant from) {
        this.source = source;
        names.forEach(name -> kept.put(name, new Kept(from, Set.of())));
    }

    /** The ids of all events it told of, in that order, repeats included. */
    List<String> told() {
        return told;
    }

    void poll(Instant now) {
        kept.replaceAll((name, until) -> {
            List<LookedUpEvent> events = tell(name, until, now);
            return events == null ? until : after(until, events);
        });
    }

    private static Kept after(Kept before, List<LookedUpEvent> events) {
        Instant newest = before.newest();
        Set<String> ids = new HashSet<>(before.idsOfThatSecond());
        for (LookedUpEvent event : events) {
            Instant time = Objects.requireNonNull(event.eventTime());
            if (time.isAfter(newest)) {
                newest = time;
                ids.clear();
            }
            if (time.equals(newest)) {
                ids.add(Objects.requireNonNull(event.eventId()));
            }
        }
        return new Kept(newest, Set.copyOf(ids));
    }

    /** Tells of what is new on each page; answers all that was listed, null when a request failed. */
    private @Nullable List<LookedUpEvent> tell(String name, Kept until, Instant now) {
        List<LookedUpEvent> events = new ArrayList<>();
        Window window = new Window(until.newest(), now.isAfter(until.newest()) ? now : until.newest());
        String token = null;
        do {
            LookupRequest request = new LookupRequest(Simulation.WATCH, Reading.eventName(name), window, token);
            if (!(source.lookup(request, () -> {}) instanceof LookupOutcome.Page page)) {
                return null;
            }
            for (LookedUpEvent event : page.events()) {
                if (!until.idsOfThatSecond().contains(event.eventId())) {
                    told.add(Objects.requireNonNull(event.eventId()));
                }
            }
            events.addAll(page.events());
            token = page.nextToken();
        } while (token != null);
        return events;
    }
}
