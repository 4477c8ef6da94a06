package io.tamperwatch.watch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell about one watch, for people and for the API.
 *
 * @param account the account's name in the configuration
 * @param accountId the twelve digits; null until AWS has said
 * @param owner the name of the process that reads it; null while this one does not know
 * @param ownedHere whether that is this process
 * @param completeUntil the earliest of its readings' completeness; null before the first poll
 * @param lastPoll null before the first poll has ended
 * @param requestsUsed lookups this process has asked of AWS since it started
 * @param budget requests a second this product may use in the account and Region
 * @param ended why it is not read any more, in words that go on after "since"; null while it is read
 * @param note what there is to know of the account's Regions; null when nothing is amiss
 */
public record WatchReport(
        String account,
        @Nullable String accountId,
        String region,
        @Nullable String owner,
        boolean ownedHere,
        @Nullable Instant completeUntil,
        List<ReadingReport> readings,
        List<GapReport> gaps,
        @Nullable PollReport lastPoll,
        long requestsUsed,
        double budget,
        @Nullable String ended,
        @Nullable String note) {

    public WatchReport {
        readings = List.copyOf(readings);
        gaps = List.copyOf(gaps);
    }

    /** One that is read, and of which there is nothing more to say. */
    public WatchReport(
            String account,
            @Nullable String accountId,
            String region,
            @Nullable String owner,
            boolean ownedHere,
            @Nullable Instant completeUntil,
            List<ReadingReport> readings,
            List<GapReport> gaps,
            @Nullable PollReport lastPoll,
            long requestsUsed,
            double budget) {
        this(
                account,
                accountId,
                region,
                owner,
                ownedHere,
                completeUntil,
                readings,
                gaps,
                lastPoll,
                requestsUsed,
                budget,
                null,
                null);
    }

    /** The same, with what is known of whether it is read. */
    WatchReport with(@Nullable String ended, @Nullable String note) {
        return new WatchReport(
                account,
                accountId,
                region,
                owner,
                ownedHere,
                completeUntil,
                readings,
                gaps,
                lastPoll,
                requestsUsed,
                budget,
                ended,
                note);
    }

    /**
     * How one name is read.
     *
     * @param by {@code EventName} or {@code EventSource}: LookupEvents filters by one attribute
     * @param names the event names this reading finds
     * @param everyPoll false when the budget makes it take turns with others
     * @param catchUp null when nothing of the past is left to read
     */
    public record ReadingReport(
            String by,
            String value,
            List<String> names,
            boolean everyPoll,
            @Nullable Instant completeUntil,
            @Nullable CatchUpReport catchUp) {

        public ReadingReport {
            names = List.copyOf(names);
        }
    }

    /**
     * Progress through the past.
     *
     * @param kind {@code backfill}, {@code outage} or {@code sweep}
     * @param progress 0 to 1, by time covered
     */
    public record CatchUpReport(String kind, Instant from, Instant until, Instant reached, double progress) {}

    /** A stretch of time that can no longer be read. */
    public record GapReport(String value, Instant from, Instant until, Instant noticedAt) {}

    /**
     * The latest poll.
     *
     * @param outcome {@code ok} or what stopped it, in the words of the {@code result} label of the metrics
     * @param error one sentence for an operator; null when it went well
     */
    public record PollReport(
            Instant startedAt,
            Instant endedAt,
            String outcome,
            @Nullable String error) {}
}
