package io.tamperwatch.watch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Decides, from a seed, what goes wrong at each step of a simulated run. */
final class Mishaps {

    /** What lasts for minutes begins that much more rarely than what is over at once. */
    private static final double LASTING = 0.05;

    private final RandomGenerator random;
    private final double rate;
    private boolean over;

    /**
     * @param rate how likely each kind of mishap is at each step
     */
    Mishaps(RandomGenerator random, double rate) {
        this.random = random;
        this.rate = rate;
    }

    /** Nothing goes wrong any more. */
    void end() {
        over = true;
    }

    boolean areOver() {
        return over;
    }

    boolean strikes() {
        return !over && random.nextDouble() < rate;
    }

    /** For how long something goes wrong from now on; zero when nothing does. */
    Duration lasting(Duration longest) {
        return !over && random.nextDouble() < rate * LASTING
                ? Duration.ofSeconds(1 + random.nextLong(longest.toSeconds()))
                : Duration.ZERO;
    }

    /** Ends the process here, perhaps. */
    void perhapsCrash() {
        if (strikes()) {
            throw new Crash();
        }
    }
}
