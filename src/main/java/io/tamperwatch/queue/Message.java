package io.tamperwatch.queue;

import java.time.Instant;

/**
 * A message as the queue hands it out.
 *
 * @param receipt what it is deleted or postponed by; good for this receipt of it only
 * @param body written by whoever may send to the queue
 * @param sentAt by the queue's clock
 */
public record Message(String id, String receipt, String body, Instant sentAt) {}
