package io.tamperwatch.watch;

import io.tamperwatch.finding.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads what is new: in each poll, for each reading, from a lookback behind the head up to now. */
final class PollLane {

    private final WatchKey watch;
    private final ReadingPlans plans;
    private final PollSettings settings;
    private final Timetable timetable;
    private final CheckpointBook book;
    private final WindowReader reader;
    private final Progress progress;
    private final InFlight inFlight;
    private final Clock clock;
    private boolean resumed;

    PollLane(
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
        this.settings = settings;
        this.timetable = new Timetable(settings);
        this.book = book;
        this.reader = reader;
        this.progress = progress;
        this.inFlight = inFlight;
        this.clock = clock;
    }

    /** The stored checkpoints are about to be read anew, as after a start. */
    void startOver() {
        resumed = false;
    }

    /**
     * One poll. Ends with the first failure in the order of the readings, after all of them were tried; a failure that
     * would meet every reading alike keeps those that had not begun from being tried.
     */
    ReadOutcome poll() {
        try {
            if (!takeUp()) {
                return new ReadOutcome.Ceded();
            }
        } catch (StoreUnavailable e) {
            return new ReadOutcome.NotStored(e);
        }
        List<Reading> next = plans.next(book);
        Turns turns = reader.turns(next);
        List<ReadOutcome> outcomes =
                inFlight.each(next, reading -> read(reading, turns.of(reading)), PollLane::meetsEveryReading);
        return outcomes.stream()
                .filter(outcome -> !(outcome instanceof ReadOutcome.Complete))
                .findFirst()
                .orElse(new ReadOutcome.Complete(outcomes.size()));
    }

    private static boolean meetsEveryReading(ReadOutcome outcome) {
        return switch (outcome) {
            case ReadOutcome.Complete complete -> false;
            case ReadOutcome.NotStored notStored -> true;
            case ReadOutcome.Stopped stopped -> true;
            case ReadOutcome.Ceded ceded -> true;
            case ReadOutcome.NoPage(LookupOutcome.Failure failure) ->
                switch (failure) {
                    case LookupOutcome.Throttled throttled -> true;
                    case LookupOutcome.Unavailable unavailable -> true;
                    case LookupOutcome.Denied denied -> true;
                    case LookupOutcome.CredentialsUnusable unusable -> true;
                    case LookupOutcome.TokenRejected lost -> false;
                    case LookupOutcome.TooLarge large -> false;
                    case LookupOutcome.Rejected rejected -> false;
                };
        };
    }

    /**
     * Begins what is new to this watch and resumes what was left alone for too long.
     *
     * @return false when the account is no longer this process's
     */
    private boolean takeUp() {
        Instant now = Timetable.wholeSecond(clock.instant());
        Duration tolerated = resumed ? longestTurn() : settings.every().multipliedBy(2);
        for (Reading reading : plans.readings()) {
            Optional<Checkpoint> known = book.find(reading);
            boolean held = true;
            if (known.isEmpty()) {
                held = book.begin(timetable.begin(watch, reading, now));
            } else if (timetable.wasAway(known.get(), now, tolerated)) {
                held = book.resume(timetable.resume(known.get(), now));
                progress.liveSince(now);
            }
            if (!held) {
                return false;
            }
        }
        if (!resumed) {
            progress.liveSince(now);
            resumed = true;
        }
        return true;
    }

    /** While the process runs, a head may lag by a full round of turns, and the lookback covers more. */
    private Duration longestTurn() {
        long rounds = 2L + Math.ceilDiv(plans.all().size(), plans.turns());
        Duration turns = settings.every().multipliedBy(rounds);
        return turns.compareTo(settings.lookback()) > 0 ? turns : settings.lookback();
    }

    private ReadOutcome read(Reading reading, Line line) {
        int generation = book.generation();
        Checkpoint checkpoint = book.find(reading).orElse(null);
        if (checkpoint == null) {
            return new ReadOutcome.Ceded();
        }
        Window window = timetable.pollWindow(checkpoint, Timetable.wholeSecond(clock.instant()));
        ReadOutcome outcome = reader.read(watch, reading, window, line, progress.polling(checkpoint.head()));
        if (!(outcome instanceof ReadOutcome.Complete)) {
            return outcome;
        }
        try {
            return book.change(reading, generation, current -> timetable.polled(current, window))
                            .isPresent()
                    ? outcome
                    : new ReadOutcome.Ceded();
        } catch (StoreUnavailable e) {
            return new ReadOutcome.NotStored(e);
        }
    }
}
