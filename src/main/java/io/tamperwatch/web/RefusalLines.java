package io.tamperwatch.web;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** Bounds how many lines refusals write, from however many places they come. What is left out is counted. */
@Singleton
class RefusalLines {

    /** Lines that may follow each other at once. */
    static final int AT_ONCE = 200;

    /** After this long there may be one more. */
    static final Duration EACH = Duration.ofSeconds(1);

    private final Clock clock;
    private double used;
    private Instant at;
    private long untold;

    RefusalLines(Clock clock) {
        this.clock = clock;
        at = clock.instant();
    }

    /** How many were left out since the last line; empty when this one is left out too. */
    synchronized OptionalLong next() {
        Instant now = clock.instant();
        double freed = (double) Math.max(0, Duration.between(at, now).toMillis()) / EACH.toMillis();
        used = Math.max(0, used - freed);
        at = now;
        if (used + 1 > AT_ONCE) {
            untold++;
            return OptionalLong.empty();
        }
        used++;
        long before = untold;
        untold = 0;
        return OptionalLong.of(before);
    }
}
