package io.tamperwatch.watch;

import io.tamperwatch.setting.Setting;
import java.time.Duration;

/**
 * How often and how far back event history is read.
 *
 * @param every time from one poll to the next
 * @param lookback how far behind the head each poll reads again, since events become visible minutes late
 * @param backfill how far back the first look into the past goes
 * @param sweepEvery time from one sweep to the next
 * @param sweepWindow how late an event may become visible and still be found
 * @param budget lookups a second for each account and Region, retries included
 */
public record PollSettings(
        Duration every,
        Duration lookback,
        Duration backfill,
        Duration sweepEvery,
        Duration sweepWindow,
        double budget) {

    /** CloudTrail keeps event history for this long (user guide, "Viewing events with CloudTrail Event history"). */
    public static final Duration HISTORY = Duration.ofDays(90);

    /** LookupEvents answers this many requests a second for each account and Region (CloudTrail quotas). */
    public static final double AWS_LIMIT = 2;

    private static final Duration SECOND = Duration.ofSeconds(1);

    static PollSettings of(PollConfig config) {
        return new PollSettings(
                Setting.duration("tamperwatch.poll.every", config.every(), SECOND, Duration.ofHours(1)),
                Setting.duration("tamperwatch.poll.lookback", config.lookback(), SECOND, HISTORY),
                Setting.duration("tamperwatch.poll.backfill", config.backfill(), Duration.ZERO, HISTORY),
                Setting.duration("tamperwatch.poll.sweep.every", config.sweepEvery(), SECOND, Duration.ofDays(30)),
                Setting.duration("tamperwatch.poll.sweep.window", config.sweepWindow(), SECOND, HISTORY),
                Setting.decimal("tamperwatch.poll.budget", config.budget(), 0.01, 100));
    }

    /** Requests the budget carries from one poll to the next, at least one. */
    int requestsPerPoll() {
        return (int) Math.max(1, Math.floor(budget * every.toMillis() / 1000.0));
    }
}
