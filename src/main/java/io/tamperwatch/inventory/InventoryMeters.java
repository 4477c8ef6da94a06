package io.tamperwatch.inventory;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of the inventory. Every series exists from the start. */
final class InventoryMeters {

    private static final List<String> RESULTS =
            List.of("ok", "absent", "refused", "throttled", "unavailable", "failed");
    private static final List<String> SNAPSHOT_RESULTS = List.of("whole", "partial", "failed");

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> completeAt = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> objects = new ConcurrentHashMap<>();
    private final Timer timeToRepair;

    InventoryMeters(MeterRegistry registry) {
        this.registry = registry;
        timeToRepair = Timer.builder("tamperwatch.time.to.repair")
                .description("From an event until its harm was seen to be undone")
                .serviceLevelObjectives(
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(15),
                        Duration.ofHours(1),
                        Duration.ofHours(4),
                        Duration.ofDays(1),
                        Duration.ofDays(3),
                        Duration.ofDays(7))
                .register(registry);
    }

    void begin(List<String> accounts) {
        for (String account : accounts) {
            if (completeAt.containsKey(account)) {
                continue;
            }
            RESULTS.forEach(result -> requests(account, result));
            SNAPSHOT_RESULTS.forEach(result -> snapshots(account, result));
            completeAt.put(account, new AtomicLong());
            Gauge.builder("tamperwatch.inventory.complete.timestamp.seconds", completeAt, map -> value(map, account))
                    .description("When the last snapshot of the account's IAM ended; 0 before the first")
                    .tag("account", account)
                    .register(registry);
            for (Kind kind : Kind.values()) {
                String key = account + "\n" + kind.label();
                objects.put(key, new AtomicLong());
                Gauge.builder("tamperwatch.inventory.objects", objects, map -> value(map, key))
                        .description("Things the account's IAM holds, as far as they are kept here")
                        .tag("account", account)
                        .tag("kind", kind.label())
                        .register(registry);
            }
        }
    }

    private static long value(Map<String, AtomicLong> values, String key) {
        AtomicLong value = values.get(key);
        return value == null ? 0 : value.get();
    }

    void asked(String account, Reply<?> reply) {
        requests(
                        account,
                        switch (reply) {
                            case Reply.Is<?> is -> "ok";
                            case Reply.Absent<?> absent -> "absent";
                            case Reply.Refused<?> refused -> "refused";
                            case Reply.Throttled<?> throttled -> "throttled";
                            case Reply.Unavailable<?> unavailable -> "unavailable";
                            case Reply.Failed<?> failed -> "failed";
                        })
                .increment();
    }

    void made(Snapshot snapshot) {
        snapshots(snapshot.account(), snapshot.gaps().isEmpty() ? "whole" : "partial")
                .increment();
    }

    void notMade(String account) {
        snapshots(account, "failed").increment();
    }

    void completeAt(String account, Instant at) {
        AtomicLong value = completeAt.get(account);
        if (value != null) {
            value.set(at.getEpochSecond());
        }
    }

    void objects(String account, Map<Kind, Long> counts) {
        for (Kind kind : Kind.values()) {
            AtomicLong value = objects.get(account + "\n" + kind.label());
            if (value != null) {
                value.set(counts.getOrDefault(kind, 0L));
            }
        }
    }

    void repaired(Duration after) {
        timeToRepair.record(after);
    }

    private Counter requests(String account, String result) {
        return Counter.builder("tamperwatch.inventory.requests")
                .description("Requests to IAM for the inventory, repetitions included")
                .tag("account", account)
                .tag("result", result)
                .register(registry);
    }

    private Counter snapshots(String account, String result) {
        return Counter.builder("tamperwatch.inventory.snapshots")
                .description("Snapshots of an account's IAM")
                .tag("account", account)
                .tag("result", result)
                .register(registry);
    }
}
