package io.tamperwatch.emulator;

import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;

/** How long CloudTrail takes until an event can be looked up. */
public final class VisibilityDelay {

    private VisibilityDelay() {}

    public static Supplier<Duration> always(Duration delay) {
        return () -> delay;
    }

    /** Each as likely as the other; the same seed gives the same delays. */
    public static Supplier<Duration> between(Duration shortest, Duration longest, long seed) {
        Random random = new Random(seed);
        return () -> Duration.ofMillis(random.nextLong(shortest.toMillis(), longest.toMillis() + 1));
    }

    /**
     * As measured in delivered records of an account: half within 3.4 minutes, 19 in 20 within 7.1; and one in a
     * thousand hours late, since AWS promises no longest delay.
     */
    public static Supplier<Duration> likeAws(long seed) {
        Random random = new Random(seed);
        return () -> {
            double minutes = 3.4 * Math.exp(random.nextGaussian() * Math.log(7.1 / 3.4) / 1.645);
            return Duration.ofMillis((long) (minutes * 60_000 * (random.nextInt(1000) == 0 ? 60 : 1)));
        };
    }
}
