package io.tamperwatch.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tamperwatch.account.ZeroFill;
import io.tamperwatch.series.Families;
import io.tamperwatch.series.Family;
import io.tamperwatch.series.Samples;
import io.tamperwatch.series.Values;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
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
    private static final Family LOOKUPS = Family.counter(
            "tamperwatch_lookup_requests", "LookupEvents requests, retries included", "account", "region", "result");

    private static final Family POLLS =
            Family.counter("tamperwatch_polls", "Polls of one account and Region", "account", "region", "result");

    private static final Family COMPLETE_UNTIL = Family.gauge(
            "tamperwatch_complete_until_timestamp_seconds",
            "Unix time up to which every visible event has been stored; at first the back-fill's start",
            "account",
            "region");

    private static final Family GAP = Family.gauge(
            "tamperwatch_coverage_gap_seconds",
            "Length of the stretches that can no longer be read, the longest of any name",
            "account",
            "region");

    private static final int PER_WATCH = LookupResult.values().length + PollResult.values().length;

    /** Series of polls and lookups beyond which they are not told before they have counted something. */
    static final int MOST_SERIES = PER_WATCH * ZeroFill.ACCOUNTS;

    private record LookupSeries(WatchKey watch, LookupResult result) {}

    private record PollSeries(WatchKey watch, PollResult result) {}

    private record Followed(DoubleSupplier completeUntil, DoubleSupplier gapSeconds) {}

    private final Families families;
    private final Values<LookupSeries> lookups = new Values<>();
    private final Values<PollSeries> polls = new Values<>();
    private final Map<WatchKey, Followed> followed = new ConcurrentHashMap<>();
    private final Set<WatchKey> begun = ConcurrentHashMap.newKeySet();
    private final Timer pollDuration;
    private final Counter eventsRead;
    private final Counter eventsDuplicate;
    private final Counter eventsLate;
    private final Timer visibilityDelay;
    private volatile boolean toldOfMany;

    WatchMeters(MeterRegistry registry, Families families) {
        this.families = families;
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
        families.publish(
                LOOKUPS,
                samples -> lookups.tell(
                        begun(LookupResult.values(), LookupSeries::new),
                        (series, count) -> tell(
                                samples, count, series.watch(), series.result().label())));
        families.publish(
                POLLS,
                samples -> polls.tell(
                        begun(PollResult.values(), PollSeries::new),
                        (series, count) -> tell(
                                samples, count, series.watch(), series.result().label())));
        families.publish(COMPLETE_UNTIL, samples -> gauges(samples, Followed::completeUntil));
        families.publish(GAP, samples -> gauges(samples, Followed::gapSeconds));
    }

    private static void tell(Samples samples, long count, WatchKey watch, String result) {
        samples.add((double) count, watch.account(), watch.region(), result);
    }

    private <R, S> Stream<S> begun(R[] results, BiFunction<WatchKey, R, S> series) {
        return begun.stream().flatMap(watch -> Arrays.stream(results).map(result -> series.apply(watch, result)));
    }

    private void gauges(Samples samples, Function<Followed, DoubleSupplier> which) {
        followed.forEach((watch, of) -> samples.add(which.apply(of).getAsDouble(), watch.account(), watch.region()));
    }

    /**
     * Tells every series of these watches from 0 on, as long as there are not too many of them altogether; of the others a series
     * is there once it counts something.
     */
    void begin(Collection<WatchKey> watches) {
        for (WatchKey watch : watches) {
            if (begun.size() == ZeroFill.ACCOUNTS && !begun.contains(watch)) {
                tellOfMany();
                return;
            }
            begun.add(watch);
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
        followed.remove(watch);
    }

    /** Publishes the gauges of a watch, read at each scrape. */
    void follow(WatchKey watch, DoubleSupplier completeUntil, DoubleSupplier gapSeconds) {
        followed.put(watch, new Followed(completeUntil, gapSeconds));
    }

    /** Publishes how many watches this process reads. */
    void share(LongSupplier owned) {
        families.publish(
                Family.gauge("tamperwatch_watches_owned", "Watches that this replica reads"),
                samples -> samples.add((double) owned.getAsLong()));
    }

    void looked(WatchKey watch, LookupResult result) {
        lookups.increment(new LookupSeries(watch, result));
    }

    void polled(WatchKey watch, PollResult result, Duration took) {
        polls.increment(new PollSeries(watch, result));
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
        return Arrays.stream(LookupResult.values())
                .mapToLong(result -> lookups.of(new LookupSeries(watch, result)))
                .sum();
    }
}
