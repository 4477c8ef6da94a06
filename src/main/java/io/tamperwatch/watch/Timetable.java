package io.tamperwatch.watch;

import io.tamperwatch.watch.CatchUp.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which stretches of time are read, from a checkpoint and the clock alone. Two promises rest on it: nothing that
 * becomes visible within the lookback waits longer than one poll, and nothing that becomes visible within the sweep
 * window is missed, since each sweep begins a sweep window before the <em>last sweep began</em>: an event that was not
 * yet visible then happened no earlier than that.
 */
final class Timetable {

    private final PollSettings settings;

    Timetable(PollSettings settings) {
        this.settings = settings;
    }

    /** Event times have whole seconds; so do all window bounds. */
    static Instant wholeSecond(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The first checkpoint of a reading: the whole back-fill lies ahead. */
    Checkpoint begin(WatchKey watch, Reading reading, Instant now) {
        Instant origin = now.minus(settings.backfill());
        CatchUp backfill = new CatchUp(Kind.BACKFILL, origin, now, origin, origin, now);
        return new Checkpoint(watch, reading, origin, now, now, backfill);
    }

    /** What a poll reads now. A clock that was set back shortens no window and turns none round. */
    Window pollWindow(Checkpoint checkpoint, Instant now) {
        Instant from = earlier(checkpoint.head(), now).minus(settings.lookback());
        return new Window(later(from, earlier(checkpoint.origin(), now)), now);
    }

    /**
     * A poll has read this window to its end. The head follows the clock even backwards: claiming less than was read is
     * always safe.
     */
    Checkpoint polled(Checkpoint checkpoint, Window window) {
        return with(checkpoint, window.end(), checkpoint.sweptAt(), checkpoint.catchUp());
    }

    /** Whether so much time has passed since the head that polls alone would leave late events out. */
    boolean wasAway(Checkpoint checkpoint, Instant now, Duration tolerated) {
        return Duration.between(checkpoint.head(), now).compareTo(tolerated) > 0;
    }

    /**
     * Takes up a reading after the process was away: what was missed becomes a catch-up, and polls go on from now. A
     * catch-up that was already under way is extended and keeps what it has reached, so that a process which is restarted
     * over and over still gets on.
     */
    Resumption resume(Checkpoint checkpoint, Instant now) {
        Instant earliest = wholeSecond(now.minus(PollSettings.HISTORY));
        Instant complete = checkpoint.completeUntil();
        Gap gap = complete.isBefore(earliest)
                ? new Gap(checkpoint.watch(), checkpoint.reading(), complete, earliest, now)
                : null;
        CatchUp running = checkpoint.catchUp();
        CatchUp missed;
        if (running != null && running.kind() != Kind.SWEEP && gap == null && !wasAhead(running, now)) {
            missed = new CatchUp(
                    running.kind(),
                    running.from(),
                    now,
                    running.reached(),
                    running.completeBefore(),
                    running.startedAt());
        } else {
            Instant from = earlier(later(sweepStart(checkpoint), earliest), now);
            missed = new CatchUp(Kind.OUTAGE, from, now, from, later(complete, earliest), now);
        }
        return new Resumption(with(checkpoint, now, checkpoint.sweptAt(), missed), gap);
    }

    /** Whether it was begun or read by a clock that was ahead of what it is now. */
    private static boolean wasAhead(CatchUp catchUp, Instant now) {
        return catchUp.reached().isAfter(now);
    }

    /**
     * A reading after an absence.
     *
     * @param gap what can no longer be read; null when nothing is lost
     */
    record Resumption(Checkpoint checkpoint, @Nullable Gap gap) {}

    /** The checkpoint with a sweep begun, when one is due and nothing else is being caught up on. */
    Optional<Checkpoint> sweepIfDue(Checkpoint checkpoint, Instant now) {
        // A sweep in the future was begun by a clock that ran ahead: as good as none.
        boolean recent = !checkpoint.sweptAt().isAfter(now)
                && checkpoint.sweptAt().plus(settings.sweepEvery()).isAfter(now);
        if (checkpoint.catchUp() != null || recent) {
            return Optional.empty();
        }
        Instant from = earlier(sweepStart(checkpoint), now);
        CatchUp sweep = new CatchUp(Kind.SWEEP, from, now, from, from, now);
        return Optional.of(with(checkpoint, checkpoint.head(), checkpoint.sweptAt(), sweep));
    }

    /** The next part of a catch-up, no longer than {@code length}. */
    Window slice(CatchUp catchUp, Duration length) {
        return new Window(catchUp.reached(), earlier(catchUp.reached().plus(length), catchUp.until()));
    }

    /**
     * A slice has been read to its end. Changes nothing when the catch-up it belonged to has been replaced meanwhile.
     */
    Checkpoint sliceRead(Checkpoint checkpoint, CatchUp of, Window slice) {
        CatchUp current = checkpoint.catchUp();
        if (current == null
                || !current.startedAt().equals(of.startedAt())
                || !current.from().equals(of.from())
                || !current.reached().equals(slice.start())) {
            return checkpoint;
        }
        CatchUp further = current.reached(slice.end());
        if (!further.isDone()) {
            return with(checkpoint, checkpoint.head(), checkpoint.sweptAt(), further);
        }
        return with(checkpoint, checkpoint.head(), further.startedAt(), null);
    }

    private Instant sweepStart(Checkpoint checkpoint) {
        Instant known = earlier(checkpoint.sweptAt(), checkpoint.completeUntil());
        return later(known.minus(settings.sweepWindow()), checkpoint.origin());
    }

    private static Checkpoint with(Checkpoint old, Instant head, Instant sweptAt, @Nullable CatchUp catchUp) {
        return new Checkpoint(old.watch(), old.reading(), old.origin(), head, sweptAt, catchUp);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
