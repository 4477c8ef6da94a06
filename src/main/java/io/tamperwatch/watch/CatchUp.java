package io.tamperwatch.watch;

import java.time.Instant;

/**
 * A stretch of the past that is being read in slices, oldest first, while polls go on reading what is new.
 *
 * @param kind why it is read
 * @param from where it began
 * @param until where it ends, inclusive
 * @param reached everything up to here has been read; starts at {@code from}
 * @param completeBefore what was known to be complete when it began
 * @param startedAt our time when it began
 */
public record CatchUp(
        Kind kind, Instant from, Instant until, Instant reached, Instant completeBefore, Instant startedAt) {

    /** Why a stretch of the past is read. */
    public enum Kind {
        /** The first look into the past of a name. */
        BACKFILL,
        /** The process was away for long. */
        OUTAGE,
        /** The regular re-read that finds events which became visible very late. */
        SWEEP
    }

    public CatchUp {
        if (from.isAfter(until) || reached.isBefore(from) || reached.isAfter(until)) {
            throw new IllegalArgumentException(
                    "catch-up %s to %s cannot have reached %s".formatted(from, until, reached));
        }
    }

    /** The same catch-up, further on. */
    public CatchUp reached(Instant instant) {
        return new CatchUp(kind, from, until, instant, completeBefore, startedAt);
    }

    public boolean isDone() {
        return !reached.isBefore(until);
    }
}
