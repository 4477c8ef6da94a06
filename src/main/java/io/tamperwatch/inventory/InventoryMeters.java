package io.tamperwatch.inventory;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tamperwatch.account.ZeroFill;
import io.tamperwatch.series.Families;
import io.tamperwatch.series.Family;
import io.tamperwatch.series.Samples;
import io.tamperwatch.series.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The meters of the inventory. Every series exists from the start, as long as there are not too many accounts ({@link ZeroFill}). */
final class InventoryMeters {

    private static final List<String> RESULTS =
            List.of("ok", "absent", "refused", "throttled", "unavailable", "failed");
    private static final List<String> SNAPSHOT_RESULTS = List.of("whole", "partial", "failed");

    private static final Family REQUESTS = Family.counter(
            "tamperwatch_inventory_requests",
            "Requests to IAM for the inventory, repetitions included",
            "account",
            "result");

    private static final Family SNAPSHOTS =
            Family.counter("tamperwatch_inventory_snapshots", "Snapshots of an account's IAM", "account", "result");

    private static final Family COMPLETE_AT = Family.gauge(
            "tamperwatch_inventory_complete_timestamp_seconds",
            "When the last snapshot of the account's IAM ended; 0 before the first",
            "account");

    private static final Family OBJECTS = Family.gauge(
            "tamperwatch_inventory_objects",
            "Things the account's IAM holds, as far as they are kept here",
            "account",
            "kind");

    private record Series(String account, String result) {}

    private record Held(String account, Kind kind) {}

    private final Values<Series> requests = new Values<>();
    private final Values<Series> snapshots = new Values<>();
    private final Values<String> completeAt = new Values<>();
    private final Values<Held> objects = new Values<>();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final Timer timeToRepair;

    InventoryMeters(MeterRegistry registry, Families families) {
        families.publish(REQUESTS, samples -> requests.tell(begun(RESULTS), tellingResult(samples)));
        families.publish(SNAPSHOTS, samples -> snapshots.tell(begun(SNAPSHOT_RESULTS), tellingResult(samples)));
        families.publish(
                COMPLETE_AT, samples -> completeAt.tell(begun.stream(), (account, at) -> samples.add(at, account)));
        families.publish(
                OBJECTS,
                samples -> objects.tell(
                        begunKinds(),
                        (held, count) ->
                                samples.add(count, held.account(), held.kind().label())));
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

    private Stream<Series> begun(List<String> results) {
        return begun.stream().flatMap(account -> results.stream().map(result -> new Series(account, result)));
    }

    private Stream<Held> begunKinds() {
        return begun.stream().flatMap(account -> Arrays.stream(Kind.values()).map(kind -> new Held(account, kind)));
    }

    private static BiConsumer<Series, Long> tellingResult(Samples samples) {
        return (series, count) -> samples.add(count, series.account(), series.result());
    }

    void begin(List<String> accounts) {
        for (String account : accounts) {
            if (begun.size() < ZeroFill.ACCOUNTS) {
                begun.add(account);
            }
        }
    }

    void asked(String account, Reply<?> reply) {
        String result = switch (reply) {
            case Reply.Is<?> is -> "ok";
            case Reply.Absent<?> absent -> "absent";
            case Reply.Refused<?> refused -> "refused";
            case Reply.Throttled<?> throttled -> "throttled";
            case Reply.Unavailable<?> unavailable -> "unavailable";
            case Reply.Failed<?> failed -> "failed";
        };
        requests.increment(new Series(account, result));
    }

    void made(Snapshot snapshot) {
        snapshots.increment(new Series(snapshot.account(), snapshot.gaps().isEmpty() ? "whole" : "partial"));
    }

    void notMade(String account) {
        snapshots.increment(new Series(account, "failed"));
    }

    void completeAt(String account, Instant at) {
        completeAt.set(account, at.getEpochSecond());
    }

    void objects(String account, Map<Kind, Long> counts) {
        for (Kind kind : Kind.values()) {
            objects.set(new Held(account, kind), counts.getOrDefault(kind, 0L));
        }
    }

    void repaired(Duration after) {
        timeToRepair.record(after);
    }
}
