package io.tamperwatch.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The time of day at AWS, beside this machine's own, by which windows are read and requests are signed. */
public interface AwsTime {

    /**
     * What a comparison showed.
     *
     * @param ahead by how much this machine's clock is ahead at least; negative when it is behind; whole seconds
     * @param at by this machine's clock
     */
    record Comparison(Duration ahead, Instant at) {

        /** AWS refuses signatures beyond five minutes; what the sweep window loses of half a minute is next to nothing. */
        private static final Duration TOLERATED = Duration.ofSeconds(30);

        /** Whether somebody should set the clock right. */
        public boolean isOff() {
            return ahead.abs().compareTo(TOLERATED) > 0;
        }
    }

    /** The latest; empty before the first answer. */
    Optional<Comparison> compared();
}
