package io.tamperwatch.watch;

import java.util.random.RandomGenerator;

/** Decides, from a seed, what goes wrong at each step of a simulated run. */
final class Mishaps {

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

    boolean strikes() {
        return !over && random.nextDouble() < rate;
    }

    /** Ends the process here, perhaps. */
    void perhapsCrash() {
        if (strikes()) {
            throw new Crash();
        }
    }
}
