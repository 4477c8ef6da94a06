package io.tamperwatch.watch;

import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.replica.Lease;
import io.tamperwatch.watch.WatchReport.PollReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
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
    private final Tenure tenure;
    private final Clock clock;
    private final ReentrantLock polling = new ReentrantLock();
    private final ReentrantLock catchingUp = new ReentrantLock();
    private final Instant createdAt;
    private volatile @Nullable PollReport lastPoll;
    private volatile @Nullable String accountIdElsewhere;
    private volatile @Nullable String ended;
    private volatile @Nullable String note;

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
            Tenure tenure,
            Clock clock) {
        this.key = key;
        this.accounts = accounts;
        this.plans = plans;
        this.settings = settings;
        this.book = book;
        this.progress = progress;
        this.meters = meters;
        this.tenure = tenure;
        this.clock = clock;
        createdAt = clock.instant();
        pollLane = new PollLane(key, plans, settings, book, reader, progress, inFlight, clock);
        catchUpLane = new CatchUpLane(key, plans, settings, book, reader, progress, inFlight, clock);
        meters.follow(key, this::completeUntilSeconds, this::gapSeconds);
    }

    WatchKey key() {
        return key;
    }

    /** One poll; does nothing while another is running or when the account is not this process's. */
    void poll() {
        if (!polling.tryLock()) {
            return;
        }
        try {
            Lease lease = tenure.lease().orElse(null);
            if (lease != null && mayBegin()) {
                poll(lease);
            }
        } finally {
            polling.unlock();
        }
    }

    private void poll(Lease lease) {
        try (PollAttempt attempt = new PollAttempt(key, meters, clock, lastPoll, this::remember)) {
            try {
                open(lease);
                attempt.ended(pollLane.poll());
            } catch (StoreUnavailable e) {
                attempt.ended(new ReadOutcome.NotStored(e));
            } catch (RejectedExecutionException e) {
                LOG.debugf(e, "poll given up, stopping account=%s region=%s", key.account(), key.region());
                attempt.ended(new ReadOutcome.Stopped());
            }
        }
    }

    /** Of a poll that another replica makes in our place there is nothing to tell. */
    private void remember(PollReport report) {
        if (!report.outcome().equals(PollResult.CEDED.label())) {
            lastPoll = report;
        }
    }

    /** Reads the past until nothing is left or something fails; does nothing while it is already at it. */
    void catchUp() {
        if (!catchingUp.tryLock()) {
            return;
        }
        try {
            ReadOutcome outcome = new ReadOutcome.Complete(1);
            while (outcome instanceof ReadOutcome.Complete(int pages) && pages > 0 && mayBegin()) {
                outcome = catchUpLane.step();
            }
            tellInterrupted(outcome);
        } finally {
            catchingUp.unlock();
        }
    }

    private void tellInterrupted(ReadOutcome outcome) {
        switch (outcome) {
            case ReadOutcome.Complete complete -> {}
            case ReadOutcome.Stopped stopped -> {}
            case ReadOutcome.Ceded ceded -> {}
            case ReadOutcome.NoPage noPage -> warnInterrupted(outcome);
            case ReadOutcome.NotStored notStored -> warnInterrupted(outcome);
        }
    }

    private void warnInterrupted(ReadOutcome outcome) {
        LOG.warnf(
                "catch-up interrupted, goes on after the next poll account=%s region=%s result=%s",
                key.account(), key.region(), PollResult.of(outcome).label());
    }

    private boolean mayBegin() {
        return ended == null && tenure.mayBegin();
    }

    /** Whether it is to be read. */
    boolean isRead() {
        return ended == null;
    }

    /**
     * Reads no more, from the next poll on, or again.
     *
     * @param why null to read
     * @param about what there is to know; null for nothing
     * @return whether it is read now and was not before
     */
    boolean stand(@Nullable String why, @Nullable String about) {
        boolean before = isRead();
        ended = why;
        note = about;
        if (before && why != null) {
            // how far it is stands still from now on, which is no reason for an alert
            meters.forget(key);
        } else if (!before && why == null) {
            meters.follow(key, this::completeUntilSeconds, this::gapSeconds);
        }
        return !before && why == null;
    }

    /** Of one that is not read: what is kept of it. */
    void show(CheckpointStore.Kept stored) {
        book.showClosed(stored);
        accounts.accountId(key.account()).ifPresent(accountId -> accountIdElsewhere = accountId);
    }

    /** Whether nothing is under way. */
    boolean isIdle() {
        return !polling.isLocked() && !catchingUp.isLocked();
    }

    /** The latest poll of this process, once it has ended and told something of AWS or the store. */
    Optional<PollReport> ownPoll() {
        return tenure.lease().isEmpty() ? Optional.empty() : Optional.ofNullable(lastPoll);
    }

    /**
     * What the replica that reads this watch has written of it; changes nothing where that is this one.
     *
     * @param poll the replica's latest poll; null before its first
     */
    void showElsewhere(CheckpointStore.Kept stored, @Nullable PollReport poll) {
        if (tenure.lease().isPresent() || !isIdle()) {
            return;
        }
        book.close();
        book.showClosed(stored);
        if (poll != null) {
            lastPoll = poll;
        }
        accounts.accountId(key.account()).ifPresent(accountId -> accountIdElsewhere = accountId);
    }

    /** @param owner the name of the replica that reads it, as far as is known */
    WatchReport report(@Nullable String owner) {
        String accountId = progress.accountId() == null ? accountIdElsewhere : progress.accountId();
        return new WatchReports(key, plans, book)
                .report(accountId, owner, tenure.lease().isPresent(), lastPoll, meters.requests(key), settings.budget())
                .with(ended, note);
    }

    private void open(Lease lease) {
        accounts.accountId(key.account()).ifPresent(accountId -> {
            if (!accountId.equals(progress.accountId())) {
                book.bind(lease, accountId);
                progress.accountId(accountId);
            }
        });
        if (book.open(lease)) {
            pollLane.startOver();
        }
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
