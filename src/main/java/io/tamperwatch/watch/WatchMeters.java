package io.tamperwatch.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.tamperwatch.account.ZeroFill;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The meters of the poll loop; every series exists from the first scrape on. */
final class WatchMeters {

    /**
     * Bucket bounds of the visibility delay. CloudTrail shows half of the events within 3 to 5 minutes, nearly all within
     * 15, a few after hours, and promises no maximum: the buckets are dense there and reach to the sweep window.
     */
    private static final Duration[] VISIBILITY_BUCKETS = {
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(3),
        Duration.ofMinutes(4),
        Duration.ofMinutes(5),
        Duration.ofMinutes(7),
        Duration.ofMinutes(10),
        Duration.ofMinutes(15),
        Duration.ofMinutes(30),
        Duration.ofHours(1),
        Duration.ofHours(2),
        Duration.ofHours(6),
        Duration.ofHours(12),
        Duration.ofHours(24)
    };

    private static final Logger LOG = Logger.getLogger(WatchMeters.class);
    private static final String COMPLETE_UNTIL = "tamperwatch.complete.until.timestamp.seconds";
    private static final String GAP = "tamperwatch.coverage.gap.seconds";

    private static final int PER_WATCH = LookupResult.values().length + PollResult.values().length;

    /** Series of polls and lookups beyond which they are not made in advance. */
    static final int MOST_SERIES = PER_WATCH * ZeroFill.ACCOUNTS;

    private record LookupSeries(WatchKey watch, LookupResult result) {}

    private record PollSeries(WatchKey watch, PollResult result) {}

    private final MeterRegistry registry;
    private final Map<LookupSeries, Counter> lookups = new ConcurrentHashMap<>();
    private final Map<PollSeries, Counter> polls = new ConcurrentHashMap<>();
    private final Timer pollDuration;
    private final Counter eventsRead;
    private final Counter eventsDuplicate;
    private final Counter eventsLate;
    private final Timer visibilityDelay;
    private volatile boolean toldOfMany;

    WatchMeters(MeterRegistry registry) {
        this.registry = registry;
        pollDuration = Timer.builder("tamperwatch.poll.duration")
                .description("How long a poll of one account and Region took")
                .register(registry);
        eventsRead = Counter.builder("tamperwatch.events.read")
                .description("Events that lookups returned, re-reads included")
                .register(registry);
        eventsDuplicate = Counter.builder("tamperwatch.events.duplicate")
                .description("Events read that were stored already")
                .register(registry);
        eventsLate = Counter.builder("tamperwatch.events.late")
                .description("Events that became visible only after their time had been read")
                .register(registry);
        visibilityDelay = Timer.builder("tamperwatch.event.visibility.delay")
                .description("Time from an event's occurrence until it was first seen, back-filled events left out")
                .serviceLevelObjectives(VISIBILITY_BUCKETS)
                .register(registry);
    }

    /**
     * Creates every series of these watches at 0, as long as there are not too many of them altogether; of the others a series
     * is there once it counts something.
     */
    void begin(Collection<WatchKey> watches) {
        for (WatchKey watch : watches) {
            if (lookups.size() + polls.size() + PER_WATCH > MOST_SERIES) {
                tellOfMany();
                return;
            }
            Arrays.stream(LookupResult.values()).forEach(result -> lookups(watch, result));
            Arrays.stream(PollResult.values()).forEach(result -> polls(watch, result));
        }
    }

    private void tellOfMany() {
        if (!toldOfMany) {
            toldOfMany = true;
            LOG.warnf(
                    "series of polls and lookups are not all there at 0: there would be more than most=%d series",
                    MOST_SERIES);
        }
    }

    /** Takes the gauges of a watch away that is not read any more. */
    void forget(WatchKey watch) {
        for (String gauge : List.of(COMPLETE_UNTIL, GAP)) {
            registry.find(gauge).tags(tags(watch)).meters().forEach(registry::remove);
        }
    }

    /** Publishes the gauges of a watch, read from the object at each scrape. */
    <T> void follow(WatchKey watch, T of, ToDoubleFunction<T> completeUntil, ToDoubleFunction<T> gapSeconds) {
        Gauge.builder(COMPLETE_UNTIL, of, completeUntil)
                .description(
                        "Unix time up to which every visible event has been stored; at first the back-fill's start")
                .tags(tags(watch))
                .strongReference(true)
                .register(registry);
        Gauge.builder(GAP, of, gapSeconds)
                .description("Length of the stretches that can no longer be read, the longest of any name")
                .tags(tags(watch))
                .strongReference(true)
                .register(registry);
    }

    /** Publishes how many watches this process reads. */
    <T> void share(T of, ToDoubleFunction<T> owned) {
        Gauge.builder("tamperwatch.watches.owned", of, owned)
                .description("Watches that this replica reads")
                .strongReference(true)
                .register(registry);
    }

    void looked(WatchKey watch, LookupResult result) {
        lookups(watch, result).increment();
    }

    void polled(WatchKey watch, PollResult result, Duration took) {
        polls(watch, result).increment();
        pollDuration.record(took);
    }

    void read(int events, int duplicates) {
        eventsRead.increment(events);
        eventsDuplicate.increment(duplicates);
    }

    void late() {
        eventsLate.increment();
    }

    void seen(Duration afterOccurrence) {
        visibilityDelay.record(afterOccurrence);
    }

    /** Lookups asked of AWS for this watch since the process started. */
    long requests(WatchKey watch) {
        return (long) Arrays.stream(LookupResult.values())
                .flatMap(result -> Stream.ofNullable(lookups.get(new LookupSeries(watch, result))))
                .mapToDouble(Counter::count)
                .sum();
    }

    private Counter lookups(WatchKey watch, LookupResult result) {
        return lookups.computeIfAbsent(
                new LookupSeries(watch, result),
                series -> Counter.builder("tamperwatch.lookup.requests")
                        .description("LookupEvents requests, retries included")
                        .tags(tags(watch).and("result", result.label()))
                        .register(registry));
    }

    private Counter polls(WatchKey watch, PollResult result) {
        return polls.computeIfAbsent(
                new PollSeries(watch, result),
                series -> Counter.builder("tamperwatch.polls")
                        .description("Polls of one account and Region")
                        .tags(tags(watch).and("result", result.label()))
                        .register(registry));
    }

    private static Tags tags(WatchKey watch) {
        return Tags.of("account", watch.account(), "region", watch.region());
    }
}
