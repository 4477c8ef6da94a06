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
    record Comparison(Duration ahead, Instant at) {}

    /** The latest; empty before the first answer. */
    Optional<Comparison> compared();
}
