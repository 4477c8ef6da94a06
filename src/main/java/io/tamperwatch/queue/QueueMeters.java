package io.tamperwatch.queue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;

/** The meters of one queue; every series exists from the first scrape on. */
final class QueueMeters {

    private final Map<MessageResult, Counter> messages = new EnumMap<>(MessageResult.class);
    private final Counter received;
    private final Counter unavailable;

    QueueMeters(MeterRegistry registry, String queue, Hints hints, Clock clock) {
        for (MessageResult result : MessageResult.values()) {
            messages.put(
                    result,
                    Counter.builder("tamperwatch.queue.messages")
                            .description("Messages handed out by a queue, by what became of them this time")
                            .tag("queue", queue)
                            .tag("result", result.label())
                            .register(registry));
        }
        received = receives(registry, queue, "ok");
        unavailable = receives(registry, queue, "failed");
        Gauge.builder("tamperwatch.queue.hints.unconfirmed", hints, open -> open.count(clock.instant()))
                .description("Announced events that the event history does not show yet")
                .tag("queue", queue)
                .strongReference(true)
                .register(registry);
    }

    private static Counter receives(MeterRegistry registry, String queue, String result) {
        return Counter.builder("tamperwatch.queue.receives")
                .description("Requests for messages")
                .tag("queue", queue)
                .tag("result", result)
                .register(registry);
    }

    void received() {
        received.increment();
    }

    void receiveFailed() {
        unavailable.increment();
    }

    void ended(MessageResult result) {
        Counter counter = messages.get(result);
        if (counter != null) {
            counter.increment();
        }
    }
}
