package io.tamperwatch.alert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The meters of notifications; every series of a configured receiver exists from the first scrape on. */
final class NotificationMeters {

    private record Series(String receiver, String result) {}

    private final MeterRegistry registry;
    private final Map<Series, Counter> attempts = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> accepted = new ConcurrentHashMap<>();

    NotificationMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param receiver a name of ours, never an address: that may be secret */
    void begin(String receiver) {
        Stream.of("accepted", "refused", "unavailable").forEach(result -> attempts(receiver, result));
        AtomicLong at = accepted.computeIfAbsent(receiver, added -> new AtomicLong());
        Gauge.builder("tamperwatch.notification.accepted.timestamp.seconds", at, AtomicLong::get)
                .description("Unix time of the latest request a receiver accepted; 0 before the first")
                .tag("receiver", receiver)
                .register(registry);
    }

    /** Publishes how many notices are kept in this state. */
    AtomicLong notices(String state) {
        AtomicLong count = new AtomicLong();
        Gauge.builder("tamperwatch.notices", count, AtomicLong::get)
                .description("Changes of findings still to be told to the webhook, and those given up")
                .tag("state", state)
                .register(registry);
        return count;
    }

    void tried(String receiver, Answer answer, Instant now) {
        attempts(receiver, answer.label()).increment();
        AtomicLong at = accepted.get(receiver);
        if (at != null && answer instanceof Answer.Accepted) {
            at.set(now.getEpochSecond());
        }
    }

    private Counter attempts(String receiver, String result) {
        return attempts.computeIfAbsent(
                new Series(receiver, result),
                series -> Counter.builder("tamperwatch.notification.attempts")
                        .description("Requests to Alertmanagers and to the webhook, by how they ended")
                        .tag("receiver", receiver)
                        .tag("result", result)
                        .register(registry));
    }
}
