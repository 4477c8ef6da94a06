package io.tamperwatch.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Announced events that the event history does not show yet, as this process has seen them. Bounded; safe for several threads. */
final class Hints {

    private static final int MOST = 10_000;

    /** Longer than a message is ever postponed: by then another process has dealt with it. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

    private final Map<String, Instant> seen = new LinkedHashMap<>();

    /** Whether it is the first time. */
    synchronized boolean unconfirmed(String eventId, Instant now) {
        boolean isNew = seen.remove(eventId) == null;
        seen.put(eventId, now);
        if (seen.size() > MOST) {
            seen.remove(seen.keySet().iterator().next());
        }
        return isNew;
    }

    synchronized void settled(String eventId) {
        seen.remove(eventId);
    }

    synchronized int count(Instant now) {
        seen.values().removeIf(last -> last.plus(FORGOTTEN_AFTER).isBefore(now));
        return seen.size();
    }
}
