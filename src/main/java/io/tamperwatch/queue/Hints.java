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

    private record Seen(Instant first, Instant last) {}

    private final Map<String, Seen> seen = new LinkedHashMap<>();

    /** Whether it is the first time. */
    synchronized boolean unconfirmed(String eventId, Instant now) {
        Seen before = seen.remove(eventId);
        seen.put(eventId, new Seen(before == null ? now : before.first(), now));
        if (seen.size() > MOST) {
            seen.remove(seen.keySet().iterator().next());
        }
        return before == null;
    }

    synchronized void settled(String eventId) {
        seen.remove(eventId);
    }

    synchronized int count(Instant now) {
        seen.values().removeIf(hint -> hint.last().plus(FORGOTTEN_AFTER).isBefore(now));
        return seen.size();
    }

    synchronized QueueReport report(String queue, Instant now) {
        int count = count(now);
        return new QueueReport(
                queue,
                count,
                seen.values().stream().map(Seen::first).min(Instant::compareTo).orElse(null));
    }
}
