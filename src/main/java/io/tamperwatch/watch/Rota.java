package io.tamperwatch.watch;

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

    /** Between two that are new: one in a process of one account waits for nothing, and a thousand for less than an interval. */
    private static final Duration BETWEEN_NEWCOMERS = Duration.ofMillis(50);

    /** New watches are all polled within this part of an interval. */
    private static final int PART = 4;

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
        Duration widest = every.dividedBy((long) PART * watches.size());
        Duration between = widest.compareTo(BETWEEN_NEWCOMERS) < 0 ? widest : BETWEEN_NEWCOMERS;
        for (int i = 0; i < watches.size(); i++) {
            nextAt.put(watches.get(i), now.plus(between.multipliedBy(i)));
        }
    }

    /** These are not to be polled any more. */
    void forget(Collection<WatchKey> watches) {
        watches.forEach(nextAt::remove);
    }

    /** Those whose time has come by now; it comes again an interval later at most. */
    List<WatchKey> due(Instant now) {
        List<WatchKey> due = new ArrayList<>();
        nextAt.forEach((watch, at) -> {
            // Far in the future only after the clock was set back.
            if (!at.isAfter(now) || at.isAfter(now.plus(every))) {
                // not put back where it was forgotten meanwhile
                nextAt.computeIfPresent(watch, (key, was) -> next(key, now));
                due.add(watch);
            }
        });
        return due;
    }

    /** The next of a watch's own moments, which lie an interval apart and depend on nothing but its name. */
    private Instant next(WatchKey watch, Instant now) {
        long interval = every.toMillis();
        long own = Math.floorMod(spread(watch), interval);
        long past = Math.floorMod(now.toEpochMilli() - own, interval);
        return now.plusMillis(interval - past);
    }

    /** Names that differ in their last digit only must not have neighbouring moments: bits are mixed as SplitMix64 does. */
    private static long spread(WatchKey watch) {
        long bits = watch.toString().hashCode() * 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }
}
