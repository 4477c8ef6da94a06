package io.tamperwatch.watch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The turns of the readings of one poll: their first requests go in the order of the readings, whichever of them asks first. A name
 * that came first in one poll and second in the next would not have been read for longer than an interval. Safe for many threads.
 */
final class Turns {

    private final Pacer pacer;
    private final Deque<Reading> unbooked;
    private final Map<Reading, Pacer.Booking> booked = new HashMap<>();

    Turns(List<Reading> readings, Pacer pacer) {
        this.unbooked = new ArrayDeque<>(readings);
        this.pacer = pacer;
    }

    /** Further requests of a reading, for further pages, take what is next. */
    Line of(Reading reading) {
        return () -> {
            Pacer.Booking turn = first(reading);
            if (turn == null) {
                pacer.acquire(Lane.POLL);
            } else {
                pacer.await(turn);
            }
        };
    }

    /** Books for those before it as well; null once it has had its first turn. */
    private synchronized Pacer.@Nullable Booking first(Reading reading) {
        while (unbooked.contains(reading)) {
            booked.put(unbooked.removeFirst(), pacer.book());
        }
        return booked.remove(reading);
    }
}
