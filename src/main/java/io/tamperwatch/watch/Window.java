package io.tamperwatch.watch;

import java.time.Duration;
import java.time.Instant;

/**
 * A fixed stretch of event time, both ends included, as LookupEvents takes it. Event times have whole seconds, so
 * neighbouring windows share one.
 */
public record Window(Instant start, Instant end) {

    public Window {
        if (start.isAfter(end)) {
            throw new IllegalArgumentException("window starts at %s, after its end %s".formatted(start, end));
        }
    }

    public Duration length() {
        return Duration.between(start, end);
    }
}
