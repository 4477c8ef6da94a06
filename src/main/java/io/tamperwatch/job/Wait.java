package io.tamperwatch.job;

import java.time.Duration;
import java.time.Instant;

/**
 * A time for which something is left alone, by a clock that may be set. Once the clock stands before the wait's beginning nobody
 * knows how long ago that was, and the wait is over: it must not last until its former end has come again.
 */
public record Wait(Instant from, Instant until) {

    /** A wait that is over. */
    public static final Wait NONE = new Wait(Instant.MIN, Instant.MIN);

    public static Wait of(Instant from, Duration length) {
        return new Wait(from, from.plus(length));
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(until) || now.isBefore(from);
    }
}
