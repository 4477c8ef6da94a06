package io.tamperwatch.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a queue, as this process has seen it.
 *
 * @param queue its name in the configuration
 * @param unconfirmed announced events that the event history does not show yet
 * @param since when the one that has waited longest was first looked up; null when none waits
 */
public record QueueReport(
        String queue, int unconfirmed, @Nullable Instant since) {}
