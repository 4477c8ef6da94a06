package io.tamperwatch.watch;

import io.tamperwatch.event.LogText;
import io.tamperwatch.watch.WatchReport.PollReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * One run of a poll. Closing it counts it, times it, reports it and says in the log what an operator has to know: once
 * when trouble begins, once when it is over.
 */
final class PollAttempt implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PollAttempt.class);

    /** AWS explains a denial in a few hundred characters. */
    private static final int LONGEST_ERROR = 600;

    private final WatchKey watch;
    private final WatchMeters meters;
    private final Clock clock;
    private final @Nullable PollReport previous;
    private final Consumer<PollReport> report;
    private final Instant startedAt;
    private @Nullable ReadOutcome outcome;

    PollAttempt(
            WatchKey watch,
            WatchMeters meters,
            Clock clock,
            @Nullable PollReport previous,
            Consumer<PollReport> report) {
        this.watch = watch;
        this.meters = meters;
        this.clock = clock;
        this.previous = previous;
        this.report = report;
        this.startedAt = clock.instant();
    }

    void ended(ReadOutcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public void close() {
        Instant endedAt = clock.instant();
        PollResult result = outcome == null ? PollResult.FAULT : PollResult.of(outcome);
        meters.polled(watch, result, Duration.between(startedAt, endedAt));
        PollReport ended = new PollReport(startedAt, endedAt, result.label(), error());
        report.accept(ended);
        log(result, ended);
    }

    private @Nullable String error() {
        return switch (outcome) {
            case null -> "a fault of this program; the log has the details";
            case ReadOutcome.Complete complete -> null;
            case ReadOutcome.NoPage(LookupOutcome.Failure failure) -> failure.message();
            case ReadOutcome.NotStored(var cause) -> cause.getMessage();
            case ReadOutcome.Stopped stopped -> "the process is stopping";
            case ReadOutcome.Ceded ceded -> "another replica has the account now";
        };
    }

    /** A result is said when it is new; while it lasts, metrics and the watches page tell of it. */
    private void log(PollResult result, PollReport ended) {
        boolean same = previous != null && previous.outcome().equals(ended.outcome());
        switch (result) {
            case OK -> {
                if (!same) {
                    LOG.infof("polls go well account=%s region=%s", watch.account(), watch.region());
                }
            }
            case CEDED ->
                LOG.infof(
                        "poll abandoned, another replica has the account account=%s region=%s",
                        watch.account(), watch.region());
            case STOPPED -> LOG.infof("poll abandoned, stopping account=%s region=%s", watch.account(), watch.region());
            case DENIED, CREDENTIALS, TOO_LARGE, REJECTED, STORE, FAULT ->
                failed(same ? Level.DEBUG : Level.ERROR, ended);
            case THROTTLED, UNAVAILABLE, TOKEN_REJECTED -> failed(same ? Level.DEBUG : Level.WARN, ended);
        }
    }

    private void failed(Level level, PollReport ended) {
        LOG.logf(
                level,
                "poll failed, will be repeated account=%s region=%s result=%s error=%s",
                watch.account(),
                watch.region(),
                ended.outcome(),
                LogText.of(ended.error(), LONGEST_ERROR));
    }
}
