package io.tamperwatch.watch;

import static io.tamperwatch.watch.SimulatedHistory.START;
import static io.tamperwatch.watch.SimulatedHistory.WATCHED;

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
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.replica.Alone;
import io.tamperwatch.replica.Leased;
import io.tamperwatch.replica.Shares;
import io.tamperwatch.replica.TestingLeases;
import io.tamperwatch.series.Families;
import io.tamperwatch.series.TestingFamilies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One seeded run of the poll loop against a simulated CloudTrail: a history of same-second bursts, late, amended,
 * duplicated and unreadable events; requests that fail; tokens that get lost; a Region that is away for minutes; a store that
 * refuses, that cannot be reached for minutes, or whose answer to a commit is lost; in every fifth one that is replaced by a standby
 * which lags behind; a process that dies at any step and comes back at once or minutes later; in every third schedule clocks that are wrong and jump; in every fourth two processes under
 * leases, of which one may be cut off from the database, or paused in the middle of a request or before a transaction for so long
 * that the other takes over. The set of events is the oracle.
 */
final class Simulation {

    static final WatchKey WATCH = new WatchKey("default", "us-east-1");
    static final PollSettings SETTINGS = new PollSettings(
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofMinutes(10),
            Duration.ofMinutes(20),
            1);
    private static final Duration LEASE = Duration.ofSeconds(150);
    private static final Duration BEAT = Duration.ofSeconds(60);
    private static final Duration LONGEST_CUT = Duration.ofMinutes(15);

    /** By how much a clock is wrong at most. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final long seed;
    private final Random random;
    private final VirtualTime time;
    private final Mishaps mishaps;
    private final Mishaps failOvers;
    private final SimulatedCloudTrail cloudTrail;
    private final SimulatedStore store;
    private final TestingLeases leases;
    private final List<Replica> replicas;
    private final SimulationOracle oracle;
    private final boolean skewed;
    private int crashes;
    private int cuts;
    private int pauses;
    private int failedOver;
    private @Nullable Replica asleep;
    private Replica acting;
    private Instant lastBeat = START;
    private int ids;

    /** One process: its clock, its shares and, while it lives, its watch. */
    private final class Replica {

        private final String name;
        private final SkewedClock clock = new SkewedClock(time);
        private Shares shares = new Alone("only");
        private @Nullable Watch watch;
        private Instant cutOffUntil = Instant.MIN;

        Replica(String name) {
            this.name = name;
        }

        Watch alive() {
            if (watch == null) {
                perhapsJump();
                if (replicas.size() > 1) {
                    shares = new Leased(leases, name, clock, () -> name + ids++);
                }
                watch = start(this);
            }
            return watch;
        }

        void perhapsJump() {
            if (skewed && !mishaps.areOver()) {
                long seconds = SKEW.toSeconds();
                clock.jump(Duration.ofSeconds(random.nextLong(2 * seconds + 1) - seconds));
            }
        }

        boolean isCutOff() {
            return !mishaps.areOver() && time.instant().isBefore(cutOffUntil);
        }

        /** Keeps its leases, unless it is paused or the database is out of its reach. */
        void beat() {
            if (watch != null && asleep != this && !isCutOff()) {
                Watch running = watch;
                shares.beat(Set.of(WATCH.account()), LEASE, account -> running.isIdle());
            }
        }

        void step() {
            Replica before = acting;
            acting = this;
            try {
                Watch running = alive();
                if (mishaps.strikes()) {
                    perhapsJump();
                }
                Duration cut = mishaps.lasting(LONGEST_CUT);
                if (cut.isPositive()) {
                    cuts++;
                    cutOffUntil = time.instant().plus(cut);
                }
                beat();
                running.poll();
                running.catchUp();
            } catch (Crash e) {
                crashes++;
                watch = null;
            } finally {
                acting = before;
            }
        }
    }

    Simulation(long seed) {
        this.seed = seed;
        random = new Random(seed);
        time = new VirtualTime(START);
        double rate = List.of(0.0, 0.002, 0.01, 0.05, 0.15).get(random.nextInt(5));
        mishaps = new Mishaps(new Random(seed + 1), rate);
        failOvers = new Mishaps(new Random(seed + 3), seed % 5 == 0 ? rate : 0);
        int pageSize = List.of(1, 2, 3, 7, 50).get(random.nextInt(5));
        skewed = seed % 3 == 0;
        leases = new TestingLeases(time);
        replicas = seed % 4 == 0 ? List.of(new Replica("a"), new Replica("b")) : List.of(new Replica("only"));
        acting = replicas.getFirst();
        store = replicas.size() > 1 ? new SimulatedStore(mishaps, leases::stands) : new SimulatedStore(mishaps);
        store.onApproach(this::approach);
        List<SimulatedEvent> events = new SimulatedHistory(random).events(SETTINGS);
        cloudTrail = new SimulatedCloudTrail(time, mishaps, new Random(seed + 2), pageSize, events);
        oracle = new SimulationOracle(events, SETTINGS, skewed ? SKEW : Duration.ZERO);
    }

    /** What went wrong in a run, to know that things do. */
    record Mishappened(
            int crashes, int cuts, int pauses, int outages, int refused, int unsure, int failOvers, int outdated) {

        Mishappened plus(Mishappened more) {
            return new Mishappened(
                    crashes + more.crashes,
                    cuts + more.cuts,
                    pauses + more.pauses,
                    outages + more.outages,
                    refused + more.refused,
                    unsure + more.unsure,
                    failOvers + more.failOvers,
                    outdated + more.outdated);
        }
    }

    Mishappened mishappened() {
        return new Mishappened(
                crashes,
                cuts,
                pauses,
                cloudTrail.outages(),
                store.refused(),
                store.unsure(),
                failedOver,
                store.outdated());
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
        run(() -> {
            replicas.forEach(Replica::step);
            oracle.checkClaims(store);
        });
        String verdict = oracle.verdict(store);
        return verdict == null ? null : "seed " + seed + ": " + verdict;
    }

    /** What the usual poller makes of a schedule. */
    record Usual(int told, int lost, int twice) {}

    /** The same history and the same rates of mishap, for the poller one would write in an afternoon. */
    Usual runUsual() {
        Instant origin = START.minus(SETTINGS.backfill());
        UsualPoller poller = new UsualPoller(cloudTrail, SimulatedHistory.NAMES, origin);
        run(() -> {
            try {
                poller.poll(time.instant());
            } catch (Crash e) {
                crashes++;
            }
        });
        return new Usual(
                poller.told().size(),
                oracle.untold(poller.told(), origin).size(),
                SimulationOracle.repeated(poller.told()).size());
    }

    private void run(Runnable step) {
        Instant end = START.plus(WATCHED);
        while (time.instant().isBefore(end)) {
            step.run();
            pass(pause());
        }
        mishaps.end();
        failOvers.end();
        // The latest event is visible one sweep window after the end, and found by the sweep after that.
        for (int polls = 0; polls < 35; polls++) {
            step.run();
            pass(SETTINGS.every());
        }
    }

    private Duration pause() {
        int chance = random.nextInt(100);
        if (chance < 2) {
            replicas.get(random.nextInt(replicas.size())).watch = null;
            return Duration.ofMinutes(random.nextInt(15));
        }
        return chance < 10 ? Duration.ofSeconds(random.nextInt(300)) : SETTINGS.every();
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

    /** On the way to the database: whoever is on it may be paused, or find it closed. */
    private void approach() {
        perhapsPause(acting);
        if (acting.isCutOff()) {
            throw new StoreUnavailable("cannot be connected to", new IllegalStateException("simulated"));
        }
        perhapsFailOver();
    }

    /** Whoever is on the way may notice, or find the standby in its place as if nothing had been. */
    private void perhapsFailOver() {
        if (failOvers.strikes()) {
            store.replicate();
        } else if (failOvers.strikes()) {
            failedOver++;
            store.failOver();
            if (failOvers.strikes()) {
                throw new StoreUnavailable("the connection broke", new IllegalStateException("simulated"));
            }
        }
    }

    /** Whoever is asking is paused here, perhaps, until its leases are the other's. */
    private void perhapsPause(Replica asking) {
        if (replicas.size() > 1 && asleep == null && mishaps.strikes()) {
            pauses++;
            asleep = asking;
            pass(LEASE.plusSeconds(random.nextInt(60)));
            replicas.stream().filter(other -> other != asking).forEach(Replica::step);
            asleep = null;
        }
    }

    // What has no state that a restart would lose is made once for all schedules.
    private static final EventRecordParser PARSER = new EventRecordParser();
    private static final Families FAMILIES = new TestingFamilies();

    private Watch start(Replica replica) {
        Tenure tenure = Tenure.of(replica.shares, WATCH.account());
        EventIntake intake = new EventIntake(PARSER, DETECTOR, store, Review.NONE);
        return new Watch(
                WATCH,
                new TestingAccounts(),
                PLANS,
                SETTINGS,
                new CheckpointBook(WATCH, store),
                new WindowReader(
                        (request, departure) -> {
                            perhapsPause(replica);
                            return cloudTrail.lookup(request, departure);
                        },
                        new Pacer(SETTINGS.budget(), replica.clock, this::pass),
                        new BackOff(random),
                        this::pass,
                        METERS,
                        tenure),
                new Progress(WATCH, intake, METERS, FINDING_METERS, new FindingLog(), replica.clock),
                InFlight.oneAtATime(),
                METERS,
                tenure,
                replica.clock);
    }

    /** The two target events, reduced to what the poll loop needs. */
    static final Catalogue CATALOGUE = new Catalogue(SimulatedHistory.NAMES.stream()
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

    private static final Detector DETECTOR = new Detector(CATALOGUE);
    private static final ReadingPlans PLANS = ReadingPlans.of(CATALOGUE.detections().stream(), SETTINGS);
    private static final WatchMeters METERS = new WatchMeters(new SimpleMeterRegistry(), FAMILIES);
    private static final FindingMeters FINDING_METERS = new FindingMeters(FAMILIES, CATALOGUE, List.of("default"));
}
