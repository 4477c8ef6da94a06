package io.tamperwatch.emulator;

import java.time.Duration;

/** Waits; in tests by moving the clock. */
interface Sleeper {

    void sleep(Duration duration) throws InterruptedException;
}
