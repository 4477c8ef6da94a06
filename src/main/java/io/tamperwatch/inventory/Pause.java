package io.tamperwatch.inventory;

import java.time.Duration;

/** Waiting, so that tests can let time pass without any. */
@FunctionalInterface
interface Pause {

    /** Waits; a duration of zero or less does not. */
    void sleep(Duration duration) throws InterruptedException;
}
