package io.tamperwatch.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each watch is polled: once in every interval, each at a moment of its own, so that a thousand watches do not ask at the
 * same second of every minute. What is new is polled as soon as may be, also one after the other. Safe for many threads.
 */
final class Rota {

    /** Between two that are new, as long as all are polled within an interval: one in a process of one account waits for nothing. */
    private static final Duration BETWEEN_NEWCOMERS = Duration.ofMillis(50);

    /** It is asked this often who is due, which is told beforehand. */
    static final Duration LOOK = Duration.ofSeconds(1);

    /** When a watch is to be polled. */
    record Moment(WatchKey watch, Instant at) {

        /** Returns when it has come. */
        void await(Clock clock, Pause pause) throws InterruptedException {
            Duration wait = Duration.between(clock.instant(), at);
            if (wait.isPositive()) {
                pause.sleep(wait.compareTo(LOOK) < 0 ? wait : LOOK);
            }
        }
    }

    private final Duration every;
    private final Map<WatchKey, Instant> nextAt = new ConcurrentHashMap<>();

    Rota(Duration every) {
        this.every = every;
    }

    /** These are to be polled soon, in this order. */
    void soon(List<WatchKey> watches, Instant now) {
        if (watches.isEmpty()) {
            return;
        }
        Duration widest = every.dividedBy(watches.size());
        Duration between = widest.compareTo(BETWEEN_NEWCOMERS) < 0 ? widest : BETWEEN_NEWCOMERS;
        for (int i = 0; i < watches.size(); i++) {
            nextAt.put(watches.get(i), now.plus(between.multipliedBy(i)));
        }
    }

    /** These are not to be polled any more. */
    void forget(Collection<WatchKey> watches) {
        watches.forEach(nextAt::remove);
    }

    /** Those whose moment comes before the next look; it comes again an interval later at most. */
    List<Moment> due(Instant now) {
        List<Moment> due = new ArrayList<>();
        nextAt.forEach((watch, at) -> {
            // Far in the future only after the clock was set back.
            if (at.isBefore(now.plus(LOOK)) || at.isAfter(now.plus(LOOK).plus(every))) {
                Instant moment = at.isBefore(now.plus(LOOK)) && at.isAfter(now) ? at : now;
                // not put back where it was forgotten meanwhile
                nextAt.computeIfPresent(watch, (key, was) -> next(key, moment));
                due.add(new Moment(watch, moment));
            }
        });
        return due;
    }

    /** The next of a watch's own moments, which lie an interval apart and depend on nothing but its name. */
    private Instant next(WatchKey watch, Instant after) {
        long interval = every.toMillis();
        long own = Math.floorMod(spread(watch), interval);
        long past = Math.floorMod(after.toEpochMilli() - own, interval);
        return Instant.ofEpochMilli(after.toEpochMilli() + interval - past);
    }

    /** Names that differ in their last digit only must not have neighbouring moments: bits are mixed as SplitMix64 does. */
    private static long spread(WatchKey watch) {
        long bits = watch.toString().hashCode() * 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }
}
