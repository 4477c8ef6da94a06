package io.tamperwatch.watch;

import io.tamperwatch.finding.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads what is old, with the budget that polls leave over: back-fills, outages and sweeps, oldest first, in slices whose
 * end is stored, so that a stop in the middle costs one slice at most.
 */
final class CatchUpLane {

    /** A slice is sized so that it takes about this many pages: progress is durable every so often, yet few are empty. */
    private static final int PAGES_PER_SLICE = 8;

    private static final Duration FIRST_SLICE = Duration.ofDays(1);
    private static final Duration SHORTEST_SLICE = Duration.ofMinutes(1);
    private static final Duration LONGEST_SLICE = Duration.ofDays(7);

    private final WatchKey watch;
    private final ReadingPlans plans;
    private final Timetable timetable;
    private final CheckpointBook book;
    private final WindowReader reader;
    private final Progress progress;
    private final InFlight inFlight;
    private final Clock clock;
    private final Map<Reading, Duration> sliceLengths = new ConcurrentHashMap<>();

    CatchUpLane(
            WatchKey watch,
            ReadingPlans plans,
            PollSettings settings,
            CheckpointBook book,
            WindowReader reader,
            Progress progress,
            InFlight inFlight,
            Clock clock) {
        this.watch = watch;
        this.plans = plans;
        this.timetable = new Timetable(settings);
        this.book = book;
        this.reader = reader;
        this.progress = progress;
        this.inFlight = inFlight;
        this.clock = clock;
    }

    /**
     * Reads one slice of every reading that has something to catch up on, and begins sweeps that are due.
     *
     * @return complete with 0 pages when there is nothing (more) to do
     */
    ReadOutcome step() {
        List<Reading> behind;
        try {
            behind = plans.readings().stream().filter(this::isBehind).toList();
        } catch (StoreUnavailable e) {
            return new ReadOutcome.NotStored(e);
        }
        int pages = 0;
        for (ReadOutcome outcome :
                inFlight.each(behind, this::readSlice, any -> !(any instanceof ReadOutcome.Complete))) {
            if (!(outcome instanceof ReadOutcome.Complete complete)) {
                return outcome;
            }
            pages += complete.pages();
        }
        return new ReadOutcome.Complete(pages);
    }

    private boolean isBehind(Reading reading) {
        return book.find(reading)
                .flatMap(checkpoint -> book.change(
                        reading,
                        book.generation(),
                        current -> timetable
                                .sweepIfDue(current, Timetable.wholeSecond(clock.instant()))
                                .orElse(current)))
                .filter(checkpoint -> checkpoint.catchUp() != null)
                .isPresent();
    }

    private ReadOutcome readSlice(Reading reading) {
        int generation = book.generation();
        CatchUp catchUp = book.find(reading).map(Checkpoint::catchUp).orElse(null);
        if (catchUp == null) {
            return new ReadOutcome.Complete(0);
        }
        Duration length = sliceLengths.getOrDefault(reading, FIRST_SLICE);
        Window slice = timetable.slice(catchUp, length);
        ReadOutcome outcome = reader.read(watch, reading, slice, Lane.CATCH_UP, sink(catchUp));
        if (!(outcome instanceof ReadOutcome.Complete complete)) {
            return outcome;
        }
        try {
            if (book.change(reading, generation, current -> timetable.sliceRead(current, catchUp, slice))
                    .isEmpty()) {
                return new ReadOutcome.Ceded();
            }
        } catch (StoreUnavailable e) {
            return new ReadOutcome.NotStored(e);
        }
        sliceLengths.put(reading, next(length, complete.pages()));
        return outcome;
    }

    private PageSink sink(CatchUp catchUp) {
        return switch (catchUp.kind()) {
            case BACKFILL, OUTAGE -> progress.catchingUp();
            case SWEEP -> progress.sweeping(catchUp.until());
        };
    }

    private static Duration next(Duration length, int pages) {
        Duration wanted = pages <= 1
                ? length.multipliedBy(2)
                : length.multipliedBy(PAGES_PER_SLICE).dividedBy(pages);
        if (wanted.compareTo(SHORTEST_SLICE) < 0) {
            return SHORTEST_SLICE;
        }
        return wanted.compareTo(LONGEST_SLICE) > 0 ? LONGEST_SLICE : Duration.ofSeconds(wanted.toSeconds());
    }
}
