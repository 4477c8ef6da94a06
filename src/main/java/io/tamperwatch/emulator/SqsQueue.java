package io.tamperwatch.emulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A standard queue: messages that are handed out are hidden for a while, and come again unless they are deleted. */
public final class SqsQueue {

    /** A message as it is handed out. */
    record Delivery(String messageId, String receipt, String body, Instant sentAt, int receives) {}

    private static final class Held {
        private final String id = UUID.randomUUID().toString();
        private final String body;
        private final Instant sentAt;
        private Instant visibleAt;
        private int receives;

        Held(String body, Instant sentAt) {
            this.body = body;
            this.sentAt = sentAt;
            this.visibleAt = sentAt;
        }
    }

    private final Clock clock;
    private final Map<Long, Held> messages = new TreeMap<>();
    private long sent;

    SqsQueue(Clock clock) {
        this.clock = clock;
    }

    /** Anybody may send anything. */
    public synchronized void send(String body) {
        messages.put(++sent, new Held(body, clock.instant()));
        notifyAll();
    }

    /** Messages that are not deleted, hidden ones too. */
    public synchronized int size() {
        return messages.size();
    }

    /** Messages that are not hidden. */
    public synchronized long visible() {
        Instant now = clock.instant();
        return messages.values().stream()
                .filter(message -> !message.visibleAt.isAfter(now))
                .count();
    }

    /** As if the time were over for which messages are hidden. */
    public synchronized void showAll() {
        messages.values().forEach(message -> message.visibleAt = clock.instant());
        notifyAll();
    }

    synchronized List<Delivery> receive(int most, Duration wait, Duration hidden) throws InterruptedException {
        Instant until = clock.instant().plus(wait);
        List<Delivery> deliveries = take(most, hidden);
        while (deliveries.isEmpty() && clock.instant().isBefore(until)) {
            wait(100);
            deliveries = take(most, hidden);
        }
        return deliveries;
    }

    private List<Delivery> take(int most, Duration hidden) {
        Instant now = clock.instant();
        List<Delivery> deliveries = new ArrayList<>();
        messages.forEach((number, message) -> {
            if (deliveries.size() < most && !message.visibleAt.isAfter(now)) {
                message.visibleAt = now.plus(hidden);
                message.receives++;
                deliveries.add(new Delivery(
                        message.id, number + "-" + message.receives, message.body, message.sentAt, message.receives));
            }
        });
        return deliveries;
    }

    synchronized void delete(String receipt) {
        messages.remove(number(receipt));
    }

    synchronized void hide(String receipt, Duration duration) {
        Held message = messages.get(number(receipt));
        if (message == null) {
            throw new ServiceError(400, "ReceiptHandleIsInvalid", "The receipt handle is not valid.");
        }
        message.visibleAt = clock.instant().plus(duration);
    }

    private static long number(String receipt) {
        return Long.parseLong(receipt.split("-", 2)[0]);
    }
}
