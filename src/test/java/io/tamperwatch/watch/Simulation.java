package io.tamperwatch.watch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Detection.Scope;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.detect.Detector;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.finding.FindingLog;
import io.tamperwatch.finding.FindingMeters;
import io.tamperwatch.finding.Review;
import io.tamperwatch.finding.TestingSuppressionStore;
import io.tamperwatch.replica.Alone;
import io.tamperwatch.replica.Leased;
import io.tamperwatch.replica.Shares;
import io.tamperwatch.replica.TestingLeases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One seeded run of the poll loop against a simulated CloudTrail: a history of same-second bursts, late, amended,
 * duplicated and unreadable events; requests that fail; tokens that get lost; a store that refuses; a process that dies
 * at any step and comes back at once or hours later; in every fourth schedule two processes under leases, of which one may be
 * paused in the middle of a request for so long that the other takes over. The set of events is the oracle.
 */
final class Simulation {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> NAMES =
            List.of("DeleteSigningCertificate", "RemoveClientIDFromOpenIDConnectProvider");
    static final WatchKey WATCH = new WatchKey("default", "us-east-1");
    static final PollSettings SETTINGS = new PollSettings(
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofMinutes(10),
            Duration.ofMinutes(20),
            1);
    private static final Duration HISTORY_LENGTH = Duration.ofMinutes(70);
    private static final Duration WATCHED = Duration.ofMinutes(40);
    private static final Duration LEASE = Duration.ofSeconds(150);
    private static final Duration BEAT = Duration.ofSeconds(60);

    private final long seed;
    private final Random random;
    private final VirtualTime time;
    private final Mishaps mishaps;
    private final SimulatedCloudTrail cloudTrail;
    private final SimulatedStore store;
    private final TestingLeases leases;
    private final List<Replica> replicas;
    private final Map<String, Instant> origins = new HashMap<>();
    private final TreeSet<String> brokenClaims = new TreeSet<>();
    private int crashes;
    private @Nullable Replica asleep;
    private Instant lastBeat = START;
    private int ids;

    /** One process: its shares and, while it lives, its watch. */
    private final class Replica {

        private final String name;
        private Shares shares = new Alone("only");
        private @Nullable Watch watch;

        Replica(String name) {
            this.name = name;
        }

        Watch alive() {
            if (watch == null) {
                if (replicas.size() > 1) {
                    shares = new Leased(leases, name, time, () -> name + ids++);
                }
                watch = start(this);
            }
            return watch;
        }

        void beat() {
            if (watch != null && asleep != this) {
                Watch running = watch;
                shares.beat(Set.of(WATCH.account()), LEASE, account -> running.isIdle());
            }
        }

        void step() {
            try {
                Watch running = alive();
                beat();
                running.poll();
                running.catchUp();
            } catch (Crash e) {
                crashes++;
                watch = null;
            }
        }
    }

    Simulation(long seed) {
        this.seed = seed;
        random = new Random(seed);
        time = new VirtualTime(START);
        double rate = List.of(0.0, 0.002, 0.01, 0.05, 0.15).get(random.nextInt(5));
        mishaps = new Mishaps(new Random(seed + 1), rate);
        int pageSize = List.of(1, 2, 3, 7, 50).get(random.nextInt(5));
        cloudTrail = new SimulatedCloudTrail(time, mishaps, new Random(seed + 2), pageSize);
        leases = new TestingLeases(time);
        replicas = seed % 4 == 0 ? List.of(new Replica("a"), new Replica("b")) : List.of(new Replica("only"));
        store = replicas.size() > 1 ? new SimulatedStore(mishaps, leases::stands) : new SimulatedStore(mishaps);
        history();
    }

    int crashes() {
        return crashes;
    }

    SimulatedStore store() {
        return store;
    }

    /**
     * Runs to the end and holds the store against the events.
     *
     * @return what is wrong, in words; null when nothing is
     */
    @Nullable
    String run() {
        Instant end = START.plus(WATCHED);
        while (time.instant().isBefore(end)) {
            step();
            pass(pause());
        }
        mishaps.end();
        // The latest event is visible one sweep window after the end, and found by the sweep after that.
        for (int polls = 0; polls < 35; polls++) {
            step();
            pass(SETTINGS.every());
        }
        return verdict();
    }

    private Duration pause() {
        int chance = random.nextInt(100);
        if (chance < 2) {
            replicas.get(random.nextInt(replicas.size())).watch = null;
            return Duration.ofMinutes(random.nextInt(15));
        }
        return chance < 10 ? Duration.ofSeconds(random.nextInt(300)) : SETTINGS.every();
    }

    private void step() {
        replicas.forEach(Replica::step);
        checkClaims();
    }

    /** Time passes; whoever lives and is not paused keeps its leases meanwhile. */
    private void pass(Duration duration) {
        Instant until = time.instant().plus(duration);
        while (time.instant().isBefore(until)) {
            Instant next = lastBeat.plus(BEAT).isBefore(until) ? lastBeat.plus(BEAT) : until;
            time.set(next.isAfter(time.instant()) ? next : time.instant());
            if (!time.instant().isBefore(lastBeat.plus(BEAT))) {
                replicas.forEach(Replica::beat);
                lastBeat = time.instant();
            }
        }
    }

    /** Whoever is asking is paused here, perhaps, until its leases are the other's. */
    private void perhapsPause(Replica asking) {
        if (replicas.size() > 1 && asleep == null && mishaps.strikes()) {
            asleep = asking;
            pass(LEASE.plusSeconds(random.nextInt(60)));
            replicas.stream().filter(other -> other != asking).forEach(Replica::step);
            asleep = null;
        }
    }

    private Watch start(Replica replica) {
        Tenure tenure = Tenure.of(replica.shares, WATCH.account());
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        WatchMeters meters = new WatchMeters(registry);
        FindingMeters findingMeters = new FindingMeters(registry, CATALOGUE, List.of("default"));
        EventIntake intake = new EventIntake(
                new EventRecordParser(),
                new Detector(CATALOGUE),
                TestingSuppressionStore.none(store),
                store,
                Review.NONE);
        return new Watch(
                WATCH,
                new TestingAccounts(),
                ReadingPlans.of(CATALOGUE.detections().stream(), SETTINGS),
                SETTINGS,
                new CheckpointBook(WATCH, store),
                new WindowReader(
                        request -> {
                            perhapsPause(replica);
                            return cloudTrail.lookup(request);
                        },
                        new Pacer(SETTINGS.budget(), time, this::pass),
                        new BackOff(random),
                        this::pass,
                        meters,
                        tenure),
                new Progress(WATCH, intake, meters, findingMeters, new FindingLog(), time),
                InFlight.oneAtATime(),
                meters,
                tenure,
                time);
    }

    private void history() {
        int bursts = 5 + random.nextInt(12);
        List<SimulatedEvent> originals = new ArrayList<>();
        for (int burst = 0; burst < bursts; burst++) {
            Instant occurredAt =
                    START.minus(HISTORY_LENGTH.minus(WATCHED)).plusSeconds(random.nextLong(HISTORY_LENGTH.toSeconds()));
            int size = random.nextInt(10) == 0 ? 18 : 1 + random.nextInt(4);
            for (int i = 0; i < size; i++) {
                originals.add(event("e-" + burst + "-" + i, occurredAt, ""));
            }
        }
        originals.forEach(cloudTrail::add);
        originals.stream()
                .filter(original -> original.readable() && random.nextInt(12) == 0)
                .map(original -> amendment(original))
                .forEach(cloudTrail::add);
    }

    private SimulatedEvent amendment(SimulatedEvent original) {
        return new SimulatedEvent(
                "a-" + original.id(),
                original.name(),
                original.occurredAt(),
                original.occurredAt().plus(delay()),
                original.id(),
                true);
    }

    private SimulatedEvent event(String id, Instant occurredAt, String amends) {
        return new SimulatedEvent(
                id,
                NAMES.get(random.nextInt(NAMES.size())),
                occurredAt,
                occurredAt.plus(delay()),
                amends,
                random.nextInt(25) != 0);
    }

    /** Mostly within the lookback, sometimes only within the sweep window, rarely later still. */
    private Duration delay() {
        int chance = random.nextInt(100);
        if (chance < 80) {
            return Duration.ofSeconds(random.nextInt(300));
        }
        return chance < 97
                ? Duration.ofSeconds(random.nextLong(SETTINGS.sweepWindow().toSeconds()))
                : Duration.ofMinutes(random.nextInt(30));
    }

    private @Nullable String verdict() {
        Map<String, Long> timesCreated =
                store.created().stream().collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        List<String> twice = timesCreated.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
        store.committed().forEach(checkpoint -> origins.put(checkpoint.reading().value(), checkpoint.origin()));
        Map<String, SimulatedEvent> promised = new HashMap<>();
        cloudTrail.events().stream().filter(this::isPromised).forEach(event -> promised.put(event.id(), event));
        TreeSet<String> lost = promised.values().stream()
                .filter(event -> !isStored(event))
                .map(SimulatedEvent::id)
                .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> invented = new TreeSet<>(store.findings().keySet());
        cloudTrail.events().stream()
                .filter(SimulatedEvent::readable)
                .forEach(event -> invented.remove(event.findingId()));
        if (lost.isEmpty() && twice.isEmpty() && invented.isEmpty() && brokenClaims.isEmpty()) {
            return null;
        }
        return "seed %d: lost %s, twice %s, invented %s, claimed but not stored %s"
                .formatted(seed, lost, twice, invented, brokenClaims);
    }

    /** Whether the event became visible within the sweep window, and happened after the back-fill's beginning. */
    private boolean isPromised(SimulatedEvent event) {
        Duration late = Duration.between(event.occurredAt(), event.visibleAt());
        return late.compareTo(SETTINGS.sweepWindow()) <= 0
                && !event.occurredAt().isBefore(origins.getOrDefault(event.name(), Instant.MAX));
    }

    /** At every moment: what happened before the instant up to which a stored checkpoint claims to be complete is there. */
    private void checkClaims() {
        for (Checkpoint checkpoint : store.committed()) {
            Instant claimed = checkpoint.completeUntil();
            for (SimulatedEvent event : cloudTrail.events()) {
                boolean covered = event.name().equals(checkpoint.reading().value())
                        && !event.occurredAt().isBefore(checkpoint.origin())
                        && event.occurredAt().isBefore(claimed)
                        && !event.visibleAt().isAfter(claimed)
                        && !event.visibleAt().isAfter(event.occurredAt().plus(SETTINGS.lookback()));
                if (covered && !isStored(event)) {
                    brokenClaims.add(event.id() + " before " + claimed);
                }
            }
        }
    }

    private boolean isStored(SimulatedEvent event) {
        return event.readable()
                ? store.findings().containsKey(event.findingId())
                : store.quarantinedIds().contains(event.id());
    }

    /** The two target events, reduced to what the poll loop needs. */
    static final Catalogue CATALOGUE = new Catalogue(NAMES.stream()
            .map(name -> new Detection(
                    "iam-" + name.toLowerCase(java.util.Locale.ROOT),
                    name,
                    "iam.amazonaws.com",
                    List.of(name),
                    Scope.GLOBAL,
                    true,
                    false,
                    false,
                    false,
                    Severity.HIGH,
                    Severity.MEDIUM,
                    Severity.LOW,
                    "what",
                    "why",
                    "signing-certificate",
                    Map.of("userName", "userName", "certificateId", "certificateId"),
                    List.of(),
                    List.of(),
                    Map.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of()))
            .toList());
}
