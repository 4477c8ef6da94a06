package io.tamperwatch.inventory;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tamperwatch.account.ZeroFill;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of the inventory. Every series exists from the start, as long as there are not too many accounts ({@link ZeroFill}). */
final class InventoryMeters {

    private static final List<String> RESULTS =
            List.of("ok", "absent", "refused", "throttled", "unavailable", "failed");
    private static final List<String> SNAPSHOT_RESULTS = List.of("whole", "partial", "failed");

    private record Held(String account, Kind kind) {}

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> completeAt = new ConcurrentHashMap<>();
    private final Map<Held, AtomicLong> objects = new ConcurrentHashMap<>();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
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
            if (begun.add(account) && begun.size() <= ZeroFill.ACCOUNTS) {
                RESULTS.forEach(result -> requests(account, result));
                SNAPSHOT_RESULTS.forEach(result -> snapshots(account, result));
                complete(account);
                for (Kind kind : Kind.values()) {
                    held(new Held(account, kind));
                }
            }
        }
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
        complete(account).set(at.getEpochSecond());
    }

    void objects(String account, Map<Kind, Long> counts) {
        for (Kind kind : Kind.values()) {
            held(new Held(account, kind)).set(counts.getOrDefault(kind, 0L));
        }
    }

    private AtomicLong complete(String account) {
        return completeAt.computeIfAbsent(account, fresh -> {
            AtomicLong value = new AtomicLong();
            Gauge.builder("tamperwatch.inventory.complete.timestamp.seconds", value, AtomicLong::get)
                    .description("When the last snapshot of the account's IAM ended; 0 before the first")
                    .tag("account", fresh)
                    .strongReference(true)
                    .register(registry);
            return value;
        });
    }

    private AtomicLong held(Held those) {
        return objects.computeIfAbsent(those, fresh -> {
            AtomicLong value = new AtomicLong();
            Gauge.builder("tamperwatch.inventory.objects", value, AtomicLong::get)
                    .description("Things the account's IAM holds, as far as they are kept here")
                    .tag("account", fresh.account())
                    .tag("kind", fresh.kind().label())
                    .strongReference(true)
                    .register(registry);
            return value;
        });
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
