package io.tamperwatch.alert;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to leave a receiver alone that failed: longer each time up to a limit, and spread between half of it and all. */
record Waits(Duration first, Duration longest, RandomGenerator random) {

    /** After this many failures in a row, one at least. */
    Duration after(int failures) {
        Duration ceiling = first.multipliedBy(1L << Math.min(failures - 1, 20));
        long millis = Math.min(ceiling.toMillis(), longest.toMillis());
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }
}
