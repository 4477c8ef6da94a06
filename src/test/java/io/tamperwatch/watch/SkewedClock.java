package io.tamperwatch.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A machine's clock, which is wrong. */
final class SkewedClock extends Clock {

    private final Clock right;
    private Duration ahead = Duration.ZERO;

    SkewedClock(Clock right) {
        this.right = right;
    }

    /** @param ahead negative for one that is behind */
    void jump(Duration ahead) {
        this.ahead = ahead;
    }

    @Override
    public Instant instant() {
        return right.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("always UTC");
    }
}
