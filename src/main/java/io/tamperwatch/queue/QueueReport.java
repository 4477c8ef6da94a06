package io.tamperwatch.queue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a queue, as this process has seen it.
 *
 * @param queue its name in the configuration
 * @param unconfirmed announced events that the event history does not show yet
 * @param since when the one that has waited longest was first looked up; null when none waits
 * @param hints some of them, those that have waited longest first
 */
public record QueueReport(
        String queue, int unconfirmed, @Nullable Instant since, List<Hint> hints) {

    public QueueReport {
        hints = List.copyOf(hints);
    }

    /**
     * An event as a message announced it.
     *
     * @param occurredAt by the message's word
     * @param since when it was first looked up
     */
    public record Hint(
            String eventId, String eventName, String accountId, String region, Instant occurredAt, Instant since) {}
}
