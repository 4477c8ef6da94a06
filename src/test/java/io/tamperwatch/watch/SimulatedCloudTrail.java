package io.tamperwatch.watch;

import io.tamperwatch.watch.LookupOutcome.Page;
import io.tamperwatch.watch.LookupOutcome.Rejected;
import io.tamperwatch.watch.LookupOutcome.Throttled;
import io.tamperwatch.watch.LookupOutcome.TokenRejected;
import io.tamperwatch.watch.LookupOutcome.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Event history as LookupEvents shows it: inclusive bounds in whole seconds, newest first, tokens bound to their query,
 * events that become visible late, some of them twice on a page, some pages out of order, requests that fail, and a Region
 * that answers nothing for minutes.
 */
final class SimulatedCloudTrail implements EventSource {

    private static final Comparator<SimulatedEvent> NEWEST_FIRST =
            Comparator.comparing(SimulatedEvent::occurredAt).reversed().thenComparing(SimulatedEvent::id);

    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(20);

    /** Where a page left off, and for which query. */
    private record Position(Reading reading, Window window, SimulatedEvent last) {}

    private final Clock clock;
    private final Mishaps mishaps;
    private final Random random;
    private final int pageSize;
    private final List<SimulatedEvent> events;
    private final Map<String, List<SimulatedEvent>> byName = new HashMap<>();
    private final Map<String, LookedUpEvent> listed = new HashMap<>();
    private final Map<String, Position> tokens = new HashMap<>();
    private Instant outUntil = Instant.MIN;
    private int outages;
    private int requests;

    SimulatedCloudTrail(Clock clock, Mishaps mishaps, Random random, int pageSize, Collection<SimulatedEvent> events) {
        this.clock = clock;
        this.mishaps = mishaps;
        this.random = random;
        this.pageSize = pageSize;
        this.events = events.stream().sorted(NEWEST_FIRST).toList();
        this.events.forEach(event ->
                byName.computeIfAbsent(event.name(), name -> new ArrayList<>()).add(event));
    }

    List<SimulatedEvent> events() {
        return events;
    }

    int requests() {
        return requests;
    }

    /** How many times the Region went away. */
    int outages() {
        return outages;
    }

    /** Every token handed out so far is forgotten. */
    void loseTokens() {
        tokens.clear();
    }

    @Override
    public LookupOutcome lookup(LookupRequest request, Departure departure) {
        requests++;
        mishaps.perhapsCrash();
        if (isOut()) {
            return new Unavailable("Connect timed out");
        }
        if (mishaps.strikes()) {
            return random.nextBoolean() ? new Throttled("Rate exceeded") : new Unavailable("Read timed out");
        }
        if (mishaps.strikes()) {
            loseTokens();
        }
        if (request.window().start().getNano() != 0 || request.window().end().getNano() != 0) {
            return new Rejected("whole seconds only");
        }
        Position position = null;
        if (request.nextToken() != null) {
            position = tokens.get(request.nextToken());
            if (position == null
                    || !position.reading().equals(request.reading())
                    || !position.window().equals(request.window())) {
                return new TokenRejected("InvalidNextTokenException");
            }
        }
        return page(request, position);
    }

    private boolean isOut() {
        Duration outage = mishaps.lasting(LONGEST_OUTAGE);
        if (outage.isPositive()) {
            outages++;
            outUntil = clock.instant().plus(outage);
        }
        return !mishaps.areOver() && clock.instant().isBefore(outUntil);
    }

    private Page page(LookupRequest request, @Nullable Position position) {
        List<SimulatedEvent> page = new ArrayList<>();
        boolean more = false;
        Instant now = clock.instant();
        for (SimulatedEvent event : byName.getOrDefault(request.reading().value(), List.of())) {
            if (isShown(event, request.window(), now)
                    && (position == null || NEWEST_FIRST.compare(event, position.last()) > 0)) {
                if (page.size() == pageSize) {
                    more = true;
                    break;
                }
                page.add(event);
            }
        }
        String token = null;
        if (more) {
            token = "token-" + requests;
            tokens.put(token, new Position(request.reading(), request.window(), page.getLast()));
        }
        if (!page.isEmpty() && mishaps.strikes()) {
            page.add(page.get(random.nextInt(page.size())));
        }
        if (mishaps.strikes()) {
            Collections.shuffle(page, random);
        }
        return new Page(page.stream().map(this::listed).toList(), token);
    }

    private static boolean isShown(SimulatedEvent event, Window window, Instant now) {
        return !event.occurredAt().isBefore(window.start())
                && !event.occurredAt().isAfter(window.end())
                && !event.visibleAt().isAfter(now);
    }

    private LookedUpEvent listed(SimulatedEvent event) {
        return listed.computeIfAbsent(
                event.id(), id -> new LookedUpEvent(id, event.name(), event.occurredAt(), event.record()));
    }
}
