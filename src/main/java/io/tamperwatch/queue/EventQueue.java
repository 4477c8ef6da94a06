package io.tamperwatch.queue;

import java.time.Duration;
import java.util.List;

/** A queue of announcements. Never throws for anything the service or the network does. */
public interface EventQueue {

    /** What came of asking. */
    sealed interface Received {

        /** None when the queue had nothing while it was waited for. */
        record Messages(List<Message> messages) implements Received {
            public Messages {
                messages = List.copyOf(messages);
            }
        }

        /** @param reason for operators, never with text of a message */
        record Failed(String reason) implements Received {}
    }

    /** Waits up to 20 seconds for messages. They are hidden from other readers for {@link #HIDDEN}. */
    Received receive(QueueSettings queue);

    /** Whether it is gone; if not, it comes again. */
    boolean delete(QueueSettings queue, Message message);

    /** Hides it for longer or shorter than it is hidden already; if that fails, it comes again when it would have. */
    void postpone(QueueSettings queue, Message message, Duration duration);

    /** Long enough for a handful of lookups that wait for their turn. */
    Duration HIDDEN = Duration.ofMinutes(5);
}
