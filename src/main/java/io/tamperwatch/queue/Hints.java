package io.tamperwatch.queue;

import io.tamperwatch.event.EventRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Announced events that the event history does not show yet, as this process has seen them. Bounded; safe for several threads. */
final class Hints {

    private static final int MOST = 10_000;

    /** Longer than a message is ever postponed: by then another process has dealt with it. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

    /** Enough to look at. */
    private static final int MOST_TOLD = 100;

    private record Seen(QueueReport.Hint hint, Instant last) {}

    private final Map<String, Seen> seen = new LinkedHashMap<>();

    /** Whether it is the first time. */
    synchronized boolean unconfirmed(Announcement announcement, Instant now) {
        EventRecord event = announcement.record();
        Seen before = seen.remove(event.eventId());
        QueueReport.Hint hint = before != null
                ? before.hint()
                : new QueueReport.Hint(
                        event.eventId(),
                        event.eventName(),
                        announcement.accountId(),
                        event.awsRegion(),
                        event.eventTime(),
                        now);
        seen.put(event.eventId(), new Seen(hint, now));
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
        List<QueueReport.Hint> longest = seen.values().stream()
                .map(Seen::hint)
                .sorted(Comparator.comparing(QueueReport.Hint::since))
                .limit(MOST_TOLD)
                .toList();
        return new QueueReport(
                queue, count, longest.isEmpty() ? null : longest.getFirst().since(), longest);
    }
}
