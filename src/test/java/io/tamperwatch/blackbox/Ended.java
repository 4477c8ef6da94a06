package io.tamperwatch.blackbox;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a process ended.
 *
 * @param exitCode 128 and the signal's number when a signal ended it
 * @param took from the signal, or from its start, to its end
 */
record Ended(int exitCode, List<String> out, List<String> err, Duration took) {

    static final int KILLED = 128 + 9;
    static final int TERMINATED = 128 + 15;

    /** Everything it wrote. */
    List<String> lines() {
        return Stream.concat(out.stream(), err.stream()).toList();
    }
}
