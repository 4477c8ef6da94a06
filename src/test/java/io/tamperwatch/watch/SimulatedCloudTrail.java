package io.tamperwatch.watch;

import io.tamperwatch.watch.LookupOutcome.Page;
import io.tamperwatch.watch.LookupOutcome.Rejected;
import io.tamperwatch.watch.LookupOutcome.Throttled;
import io.tamperwatch.watch.LookupOutcome.TokenRejected;
import io.tamperwatch.watch.LookupOutcome.Unavailable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Event history as LookupEvents shows it: inclusive bounds in whole seconds, newest first, tokens bound to their query,
 * events that become visible late, some of them twice on a page, some pages out of order, and requests that fail.
 */
final class SimulatedCloudTrail implements EventSource {

    private static final Comparator<SimulatedEvent> NEWEST_FIRST =
            Comparator.comparing(SimulatedEvent::occurredAt).reversed().thenComparing(SimulatedEvent::id);

    /** Where a page left off, and for which query. */
    private record Position(Reading reading, Window window, SimulatedEvent last) {}

    private final Clock clock;
    private final Mishaps mishaps;
    private final Random random;
    private final int pageSize;
    private final List<SimulatedEvent> events = new ArrayList<>();
    private final Map<String, Position> tokens = new HashMap<>();
    private int requests;

    SimulatedCloudTrail(Clock clock, Mishaps mishaps, Random random, int pageSize) {
        this.clock = clock;
        this.mishaps = mishaps;
        this.random = random;
        this.pageSize = pageSize;
    }

    void add(SimulatedEvent event) {
        events.add(event);
        events.sort(NEWEST_FIRST);
    }

    List<SimulatedEvent> events() {
        return events;
    }

    int requests() {
        return requests;
    }

    /** Every token handed out so far is forgotten. */
    void loseTokens() {
        tokens.clear();
    }

    @Override
    public LookupOutcome lookup(LookupRequest request) {
        requests++;
        mishaps.perhapsCrash();
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

    private Page page(LookupRequest request, Position position) {
        List<SimulatedEvent> matching = events.stream()
                .filter(event -> matches(event, request))
                .filter(event -> position == null || NEWEST_FIRST.compare(event, position.last()) > 0)
                .toList();
        List<SimulatedEvent> page = new ArrayList<>(matching.subList(0, Math.min(pageSize, matching.size())));
        String token = null;
        if (matching.size() > page.size()) {
            token = "token-" + requests;
            tokens.put(token, new Position(request.reading(), request.window(), page.getLast()));
        }
        if (!page.isEmpty() && mishaps.strikes()) {
            page.add(page.get(random.nextInt(page.size())));
        }
        if (mishaps.strikes()) {
            Collections.shuffle(page, random);
        }
        return new Page(page.stream().map(SimulatedCloudTrail::listed).toList(), token);
    }

    private boolean matches(SimulatedEvent event, LookupRequest request) {
        Instant now = clock.instant();
        Window window = request.window();
        return event.name().equals(request.reading().value())
                && !event.visibleAt().isAfter(now)
                && !event.occurredAt().isBefore(window.start())
                && !event.occurredAt().isAfter(window.end());
    }

    private static LookedUpEvent listed(SimulatedEvent event) {
        return new LookedUpEvent(event.id(), event.name(), event.occurredAt(), event.record());
    }
}
