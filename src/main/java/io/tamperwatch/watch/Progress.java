package io.tamperwatch.watch;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingLog;
import io.tamperwatch.finding.FindingMeters;
import io.tamperwatch.finding.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores the pages of a watch and counts what they held: what is new, known, late. */
final class Progress {

    private final WatchKey watch;
    private final EventIntake intake;
    private final WatchMeters meters;
    private final FindingMeters findingMeters;
    private final FindingLog findingLog;
    private final Clock clock;
    private volatile @Nullable String accountId;
    private volatile Instant liveSince = Instant.MAX;

    Progress(
            WatchKey watch,
            EventIntake intake,
            WatchMeters meters,
            FindingMeters findingMeters,
            FindingLog findingLog,
            Clock clock) {
        this.watch = watch;
        this.intake = intake;
        this.meters = meters;
        this.findingMeters = findingMeters;
        this.findingLog = findingLog;
        this.clock = clock;
    }

    void accountId(String known) {
        accountId = known;
    }

    @Nullable
    String accountId() {
        return accountId;
    }

    /** Polls follow each other closely from here on: what happens later is seen as soon as AWS shows it. */
    void liveSince(Instant instant) {
        liveSince = instant;
    }

    /** A sink for a poll's pages; what happened before the head should have been seen by an earlier poll. */
    PageSink polling(Instant head) {
        return events -> store(events, head);
    }

    /** A sink for a sweep's pages: whatever is new in them came late. */
    PageSink sweeping(Instant until) {
        return events -> store(events, until);
    }

    /** A sink for the pages of a back-fill or of what an outage left: neither late nor a measure of delay. */
    PageSink catchingUp() {
        return events -> store(events, Instant.MIN);
    }

    private void store(List<LookedUpEvent> events, Instant knownUntil) {
        Instant now = clock.instant();
        Stored stored = intake.take(watch, accountId, events, now);
        meters.read(events.size(), stored.duplicates());
        findingMeters.stored(stored);
        findingLog.stored(stored.created(), now);
        findingLog.reassessed(stored.reassessed());
        if (!knownUntil.equals(Instant.MIN)) {
            stored.created().forEach(finding -> observe(finding, knownUntil, now));
        }
    }

    private void observe(Finding finding, Instant knownUntil, Instant now) {
        Instant occurredAt = finding.occurredAt();
        if (occurredAt.isBefore(liveSince)) {
            return;
        }
        meters.seen(Duration.between(occurredAt, now));
        if (occurredAt.isBefore(knownUntil)) {
            meters.late();
        }
    }
}
