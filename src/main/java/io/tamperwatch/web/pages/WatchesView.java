package io.tamperwatch.web.pages;

import io.tamperwatch.watch.WatchReport;
import io.tamperwatch.watch.WatchReport.CatchUpReport;
import io.tamperwatch.watch.WatchReport.ReadingReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How, where and how completely is looked. */
record WatchesView(WatchState state, List<Watch> watches) {

    WatchesView {
        watches = List.copyOf(watches);
    }

    /**
     * One account and Region.
     *
     * @param completeUntil null before the first poll
     * @param trouble what stopped the last poll; null when it went well
     * @param budget requests a second, of AWS's two
     */
    record Watch(
            String account,
            @Nullable String accountId,
            String region,
            Shown.@Nullable Time completeUntil,
            @Nullable String lag,
            Shown.@Nullable Time polled,
            String outcome,
            boolean good,
            @Nullable String trouble,
            String requests,
            String budget,
            List<CatchUp> catchUps,
            List<Reading> readings,
            List<Gap> gaps) {

        Watch {
            catchUps = List.copyOf(catchUps);
            readings = List.copyOf(readings);
            gaps = List.copyOf(gaps);
        }
    }

    /** All of one kind that is being read of the past, as far as the slowest reading is. */
    record CatchUp(String title, int percent, Shown.Time reached, Shown.Time until, int readings) {}

    /** How one name is read. */
    record Reading(String value, String by, String names, boolean everyPoll, Shown.@Nullable Time completeUntil) {}

    /** A stretch nobody can read any more. */
    record Gap(String value, Shown.Time from, Shown.Time until) {}

    static WatchesView of(List<WatchReport> reports, Instant now) {
        return new WatchesView(
                WatchState.of(reports, now),
                reports.stream().map(report -> watch(report, now)).toList());
    }

    private static Watch watch(WatchReport report, Instant now) {
        var poll = report.lastPoll();
        Instant complete = report.completeUntil();
        return new Watch(
                report.account(),
                report.accountId(),
                report.region(),
                Shown.Time.ofNullable(complete, now),
                complete == null ? null : Shown.span(Duration.between(complete, now)),
                poll == null ? null : Shown.Time.of(poll.endedAt(), now),
                poll == null ? "Not polled yet" : outcome(poll.outcome()),
                !WatchState.isTroubled(report),
                poll == null ? null : Shown.nullable(poll.error()),
                String.format(Locale.ROOT, "%,d", report.requestsUsed()),
                String.format(Locale.ROOT, "%.3g", report.budget()).replaceFirst("\\.?0+$", ""),
                catchUps(report, now),
                report.readings().stream().map(reading -> reading(reading, now)).toList(),
                report.gaps().stream()
                        .map(gap ->
                                new Gap(gap.value(), Shown.Time.of(gap.from(), now), Shown.Time.of(gap.until(), now)))
                        .toList());
    }

    private static String outcome(String outcome) {
        return outcome.equals("ok") ? "Went well" : Shown.sentence(outcome.replace('_', ' '));
    }

    private static List<CatchUp> catchUps(WatchReport report, Instant now) {
        List<CatchUpReport> all = report.readings().stream()
                .map(ReadingReport::catchUp)
                .filter(Objects::nonNull)
                .toList();
        return all.stream()
                .map(CatchUpReport::kind)
                .distinct()
                .map(kind -> catchUp(
                        all.stream().filter(one -> one.kind().equals(kind)).toList(), now))
                .toList();
    }

    private static CatchUp catchUp(List<CatchUpReport> alike, Instant now) {
        CatchUpReport slowest = alike.stream()
                .min(Comparator.comparingDouble(CatchUpReport::progress))
                .orElseThrow();
        return new CatchUp(
                title(slowest.kind()),
                (int) (slowest.progress() * 100),
                Shown.Time.of(slowest.reached(), now),
                Shown.Time.of(slowest.until(), now),
                alike.size());
    }

    private static String title(String kind) {
        return switch (kind) {
            case "backfill" -> "Back-fill: the past, read for the first time";
            case "outage" -> "Catching up after an outage";
            case "sweep" -> "Sweep: the past, read again for the very late";
            default -> Shown.sentence(kind);
        };
    }

    private static Reading reading(ReadingReport report, Instant now) {
        return new Reading(
                report.value(),
                report.by(),
                String.join(", ", report.names()),
                report.everyPoll(),
                Shown.Time.ofNullable(report.completeUntil(), now));
    }
}
