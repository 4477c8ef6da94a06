package io.tamperwatch.watch;

import java.time.Duration;

/** Waiting, so that tests can let time pass without any. */
@FunctionalInterface
public interface Pause {

    /** Waits; a duration of zero or less does not. */
    void sleep(Duration duration) throws InterruptedException;
}
