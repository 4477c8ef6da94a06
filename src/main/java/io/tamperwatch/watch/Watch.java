package io.tamperwatch.watch;

import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.watch.WatchReport.PollReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One account and Region polled. Its two lanes run beside each other and share checkpoints and budget; neither ever runs
 * twice at the same time.
 */
final class Watch {

    private static final Logger LOG = Logger.getLogger(Watch.class);

    private final WatchKey key;
    private final Accounts accounts;
    private final ReadingPlans plans;
    private final PollSettings settings;
    private final CheckpointBook book;
    private final Progress progress;
    private final PollLane pollLane;
    private final CatchUpLane catchUpLane;
    private final WatchMeters meters;
    private final Clock clock;
    private final ReentrantLock polling = new ReentrantLock();
    private final ReentrantLock catchingUp = new ReentrantLock();
    private final Instant createdAt;
    private volatile @Nullable PollReport lastPoll;

    Watch(
            WatchKey key,
            Accounts accounts,
            ReadingPlans plans,
            PollSettings settings,
            CheckpointBook book,
            WindowReader reader,
            Progress progress,
            InFlight inFlight,
            WatchMeters meters,
            Clock clock) {
        this.key = key;
        this.accounts = accounts;
        this.plans = plans;
        this.settings = settings;
        this.book = book;
        this.progress = progress;
        this.meters = meters;
        this.clock = clock;
        createdAt = clock.instant();
        pollLane = new PollLane(key, plans, settings, book, reader, progress, inFlight, clock);
        catchUpLane = new CatchUpLane(key, plans, settings, book, reader, progress, inFlight, clock);
        meters.follow(key, this, Watch::completeUntilSeconds, Watch::gapSeconds);
    }

    WatchKey key() {
        return key;
    }

    /** One poll; does nothing while another is running. */
    void poll() {
        if (!polling.tryLock()) {
            return;
        }
        try (PollAttempt attempt = new PollAttempt(key, meters, clock, lastPoll, report -> lastPoll = report)) {
            try {
                open();
                attempt.ended(pollLane.poll());
            } catch (StoreUnavailable e) {
                attempt.ended(new ReadOutcome.NotStored(e));
            }
        } finally {
            polling.unlock();
        }
    }

    /** Reads the past until nothing is left or something fails; does nothing while it is already at it. */
    void catchUp() {
        if (!catchingUp.tryLock()) {
            return;
        }
        try {
            ReadOutcome outcome;
            do {
                outcome = catchUpLane.step();
            } while (outcome instanceof ReadOutcome.Complete(int pages) && pages > 0);
            if (!(outcome instanceof ReadOutcome.Complete) && !(outcome instanceof ReadOutcome.Stopped)) {
                LOG.warnf(
                        "catch-up interrupted, goes on after the next poll account=%s region=%s result=%s",
                        key.account(), key.region(), PollResult.of(outcome).label());
            }
        } finally {
            catchingUp.unlock();
        }
    }

    WatchReport report() {
        return new WatchReports(key, plans, book)
                .report(progress.accountId(), lastPoll, meters.requests(key), settings.budget());
    }

    private void open() {
        accounts.accountId(key.account()).ifPresent(accountId -> {
            if (!accountId.equals(progress.accountId())) {
                book.bind(accountId);
                progress.accountId(accountId);
                pollLane.startOver();
            }
        });
        book.open();
    }

    private double completeUntilSeconds() {
        long backfillBegins = createdAt.minus(settings.backfill()).getEpochSecond();
        return plans.readings().stream()
                .mapToLong(reading -> book.find(reading)
                        .map(checkpoint -> checkpoint.completeUntil().getEpochSecond())
                        .orElse(backfillBegins))
                .min()
                .orElse(backfillBegins);
    }

    private double gapSeconds() {
        return plans.readings().stream()
                .mapToLong(reading -> gapSeconds(book.gaps(), reading))
                .max()
                .orElse(0);
    }

    private static long gapSeconds(List<Gap> gaps, Reading reading) {
        return gaps.stream()
                .filter(gap -> gap.reading().equals(reading))
                .map(gap -> Duration.between(gap.from(), gap.until()))
                .mapToLong(Duration::toSeconds)
                .sum();
    }

    /** For tests: the time of the latest poll's end. */
    @Nullable
    Instant lastPollEndedAt() {
        PollReport report = lastPoll;
        return report == null ? null : report.endedAt();
    }
}
