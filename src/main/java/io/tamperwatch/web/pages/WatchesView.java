package io.tamperwatch.web.pages;

import io.tamperwatch.rights.Rights.AccountRights;
import io.tamperwatch.watch.WatchReport;
import io.tamperwatch.watch.WatchReport.CatchUpReport;
import io.tamperwatch.watch.WatchReport.ReadingReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How, where and how completely is looked.
 *
 * @param watches told in full; none when there are too many for that
 * @param rows the same watches, a line each; none when they are told in full
 * @param more watches that are not listed; null when all are
 * @param chosen what the page is narrowed down to; null when it is not
 * @param sources where accounts come from, and what was announced
 * @param lacking where permissions are missing; null when none is
 */
record WatchesView(
        WatchState state,
        SourcesView sources,
        List<Watch> watches,
        List<WatchRow> rows,
        @Nullable String more,
        @Nullable String chosen,
        @Nullable String lacking,
        RightsView rights) {

    /** More, told in full, would make the page heavy. */
    private static final int MOST_IN_FULL = 6;

    private static final int MOST_ROWS = 120;

    WatchesView {
        watches = List.copyOf(watches);
        rows = List.copyOf(rows);
    }

    /** One account and Region on one line. */
    record WatchRow(
            String href,
            String account,
            String region,
            String outcome,
            boolean good,
            Shown.@Nullable Time completeUntil,
            String progress) {}

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

    /** @param chosen an account's name or id, and perhaps a Region; null for all */
    static WatchesView of(
            List<WatchReport> all,
            SourcesView sources,
            List<AccountRights> rights,
            @Nullable WatchChoice chosen,
            Instant now) {
        List<WatchReport> reports = chosen == null ? all : chosen.among(all);
        boolean inFull = reports.size() <= MOST_IN_FULL;
        int more = inFull ? 0 : reports.size() - MOST_ROWS;
        List<AccountRights> shown = chosen == null ? rights : chosen.amongRights(reports, rights);
        return new WatchesView(
                WatchState.of(all, now),
                sources,
                inFull ? reports.stream().map(report -> watch(report, now)).toList() : List.of(),
                inFull ? List.of() : rows(reports, now),
                more > 0 ? more + " more watches; name an account to see them" : null,
                chosen == null ? null : chosen.text(),
                lacking(rights),
                RightsView.of(shown, shown.size() <= 3, now));
    }

    private static List<WatchRow> rows(List<WatchReport> reports, Instant now) {
        return reports.stream()
                .sorted(Comparator.comparing((WatchReport report) -> !WatchState.isTroubled(report))
                        .thenComparing(WatchReport::completeUntil, Comparator.nullsFirst(Comparator.naturalOrder())))
                .limit(MOST_ROWS)
                .map(report -> row(report, now))
                .toList();
    }

    private static WatchRow row(WatchReport report, Instant now) {
        return new WatchRow(
                new WatchChoice(report.account(), report.region()).address(),
                Shown.text(report.account()),
                report.region(),
                outcome(report),
                !WatchState.isTroubled(report),
                Shown.Time.ofNullable(report.completeUntil(), now),
                catchUps(report, now).stream()
                        .map(one -> one.title() + " " + one.percent() + " %")
                        .collect(Collectors.joining("; ")));
    }

    private static @Nullable String lacking(List<AccountRights> rights) {
        List<String> accounts = rights.stream()
                .filter(one -> !one.missing().isEmpty())
                .map(one -> Shown.text(one.account()))
                .toList();
        if (accounts.isEmpty()) {
            return null;
        }
        return accounts.size() == 1 ? accounts.getFirst() : accounts.size() + " accounts";
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
                outcome(report),
                !WatchState.isTroubled(report),
                trouble(report),
                String.format(Locale.ROOT, "%,d", report.requestsUsed()),
                String.format(Locale.ROOT, "%.3g", report.budget()).replaceFirst("\\.?0+$", ""),
                catchUps(report, now),
                report.readings().stream().map(reading -> reading(reading, now)).toList(),
                report.gaps().stream()
                        .map(gap ->
                                new Gap(gap.value(), Shown.Time.of(gap.from(), now), Shown.Time.of(gap.until(), now)))
                        .toList());
    }

    /** Why it is not read any more, what stopped the last poll, or what there is to know of its Regions. */
    private static @Nullable String trouble(WatchReport report) {
        if (report.ended() != null) {
            return Shown.sentence(report.ended()) + ". What is known of it stays.";
        }
        var poll = report.lastPoll();
        return poll == null || poll.error() == null ? Shown.nullable(report.note()) : Shown.nullable(poll.error());
    }

    private static String outcome(WatchReport report) {
        if (report.ended() != null) {
            return "Not read any more";
        }
        var poll = report.lastPoll();
        if (poll == null) {
            return "Not polled yet";
        }
        String outcome = poll.outcome();
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
