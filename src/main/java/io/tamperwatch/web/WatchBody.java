package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.watch.WatchReport;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A watch as the API tells it. */
@RegisterForReflection
@Schema(name = "Watch", description = "One account and Region polled.")
record WatchBody(
        @Schema(description = "The account's name in the configuration.", examples = "production")
        String account,

        @Schema(nullable = true, description = "Null until AWS has said.", examples = "111122223333") @Nullable
        String accountId,

        @Schema(description = "The Region polled.", examples = "us-east-1")
        String region,

        @Schema(
                nullable = true,
                description = "The replica that reads it; null while not known.",
                examples = "tamperwatch-5f6d8c7b9-x2x4q")
        @Nullable
        String owner,

        @Schema(description = "Whether that is the replica that answers.")
        boolean ownedHere,

        @Schema(
                nullable = true,
                description = "Everything that happened up to here, and was visible when it was read, has been stored;"
                        + " the earliest of the readings. Null before the first poll.")
        @Nullable
        Instant completeUntil,

        @Schema(description = "How it reads, and how far each name is complete.")
        List<ReadingBody> readings,

        @Schema(description = "Stretches of time nobody can read any more.")
        List<GapBody> gaps,

        @Schema(nullable = true, description = "Null before the first poll has ended.") @Nullable
        PollBody lastPoll,

        @Schema(description = "LookupEvents requests of this replica since its start.")
        long requestsUsed,

        @Schema(description = "LookupEvents requests a second this product may use here.", examples = "1.0")
        double budget,

        @Schema(nullable = true, description = "Why it is not read any more; null while it is read.") @Nullable
        String ended,

        @Schema(nullable = true, description = "What is amiss with its list of Regions; null for nothing.") @Nullable
        String note) {

    WatchBody {
        readings = List.copyOf(readings);
        gaps = List.copyOf(gaps);
    }

    static WatchBody of(WatchReport report) {
        return new WatchBody(
                report.account(),
                report.accountId(),
                report.region(),
                report.owner(),
                report.ownedHere(),
                report.completeUntil(),
                report.readings().stream().map(ReadingBody::of).toList(),
                report.gaps().stream().map(GapBody::of).toList(),
                report.lastPoll() == null ? null : PollBody.of(report.lastPoll()),
                report.requestsUsed(),
                report.budget(),
                report.ended(),
                report.note());
    }

    /** How one name is read. */
    @RegisterForReflection
    @Schema(name = "Reading", description = "One way the watch looks events up: LookupEvents filters by one attribute.")
    record ReadingBody(
            @Schema(
                    description = "The attribute.",
                    enumeration = {"EventName", "EventSource"})
            String by,

            @Schema(description = "Its value.", examples = "DeleteSigningCertificate")
            String value,

            @Schema(description = "The event names found this way.")
            List<String> names,

            @Schema(description = "False when the budget makes it take turns with others.")
            boolean everyPoll,

            @Schema(nullable = true, description = "Null before it was first read.") @Nullable
            Instant completeUntil,

            @Schema(nullable = true, description = "What of the past is being read; null when nothing is left.")
            @Nullable
            CatchUpBody catchUp) {

        ReadingBody {
            names = List.copyOf(names);
        }

        static ReadingBody of(WatchReport.ReadingReport report) {
            return new ReadingBody(
                    report.by(),
                    report.value(),
                    report.names(),
                    report.everyPoll(),
                    report.completeUntil(),
                    report.catchUp() == null ? null : CatchUpBody.of(report.catchUp()));
        }
    }

    /** Progress through the past. */
    @RegisterForReflection
    @Schema(name = "CatchUp", description = "A stretch of the past being read, oldest first.")
    record CatchUpBody(
            @Schema(
                    description = "Why it is read.",
                    enumeration = {"backfill", "outage", "sweep"})
            String kind,

            @Schema(description = "Where it began.") Instant from,
            @Schema(description = "Where it ends.") Instant until,
            @Schema(description = "Read up to here.") Instant reached,

            @Schema(description = "0 to 1, by time covered.")
            double progress) {

        static CatchUpBody of(WatchReport.CatchUpReport report) {
            return new CatchUpBody(report.kind(), report.from(), report.until(), report.reached(), report.progress());
        }
    }

    /** A stretch of time that can no longer be read. */
    @RegisterForReflection
    @Schema(
            name = "Gap",
            description = "The process was away for longer than CloudTrail keeps its event history (90 days).")
    record GapBody(
            @Schema(description = "The reading it is missing from.", examples = "DeleteSigningCertificate")
            String value,

            @Schema(description = "Where it begins.") Instant from,
            @Schema(description = "Where it ends.") Instant until,
            @Schema(description = "When it was noticed.") Instant noticedAt) {

        static GapBody of(WatchReport.GapReport report) {
            return new GapBody(report.value(), report.from(), report.until(), report.noticedAt());
        }
    }

    /** The latest poll. */
    @RegisterForReflection
    @Schema(name = "Poll", description = "The latest poll.")
    record PollBody(
            @Schema(description = "When it began.") Instant startedAt,
            @Schema(description = "When it ended.") Instant endedAt,

            @Schema(description = "\"ok\", or what stopped it, in the words of the metrics' label result.")
            String outcome,

            @Schema(nullable = true, description = "One sentence for an operator; null when it went well.") @Nullable
            String error) {

        static PollBody of(WatchReport.PollReport report) {
            return new PollBody(report.startedAt(), report.endedAt(), report.outcome(), report.error());
        }
    }
}
