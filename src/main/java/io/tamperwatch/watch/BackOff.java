package io.tamperwatch.watch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a failed request is made again: exponentially longer, and spread so that many watches that
 * failed together do not come back together.
 */
final class BackOff {

    /** Requests for one page before a poll gives up and leaves it to the next. */
    static final int ATTEMPTS = 4;

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final RandomGenerator random;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    /** The wait after the given number of failures in a row, one at least. */
    Duration after(int failures) {
        Duration ceiling = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
        if (ceiling.compareTo(LONGEST) > 0) {
            ceiling = LONGEST;
        }
        long half = ceiling.toMillis() / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }
}
