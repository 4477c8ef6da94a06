package io.tamperwatch.web.pages;

import io.tamperwatch.watch.WatchReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the list of findings can be trusted: without it an empty list says nothing.
 *
 * @param good whether every watch's last poll went well
 * @param text one sentence
 * @param since up to when everything has been read; null before the first poll of some watch
 */
record WatchState(boolean good, String text, Shown.@Nullable Time since) {

    static WatchState of(List<WatchReport> all, Instant now) {
        List<WatchReport> reports =
                all.stream().filter(report -> report.ended() == null).toList();
        if (reports.isEmpty()) {
            return new WatchState(false, "No account is watched yet.", null);
        }
        List<WatchReport> troubled =
                reports.stream().filter(WatchState::isTroubled).toList();
        if (!troubled.isEmpty()) {
            return new WatchState(false, trouble(troubled, reports.size()), earliest(reports, now));
        }
        if (reports.stream().anyMatch(report -> report.completeUntil() == null)) {
            return new WatchState(true, "The first look at " + accounts(reports) + " is under way.", null);
        }
        return new WatchState(
                true,
                "Watching " + accounts(reports) + past(reports) + "; everything read up to",
                earliest(reports, now));
    }

    static boolean isTroubled(WatchReport report) {
        return report.ended() == null
                && report.lastPoll() != null
                && !report.lastPoll().outcome().equals("ok");
    }

    private static String trouble(List<WatchReport> troubled, int all) {
        WatchReport first = troubled.getFirst();
        String which = first.account() + " in " + first.region();
        String more = troubled.size() == 1 ? "" : ", and " + (troubled.size() - 1) + " more of " + all + " watches";
        String error = first.lastPoll() == null ? null : first.lastPoll().error();
        return "Not everything is being read: " + which + more + ". "
                + Objects.requireNonNullElse(Shown.nullable(error), "");
    }

    private static String accounts(List<WatchReport> reports) {
        long accounts = reports.stream().map(WatchReport::account).distinct().count();
        return accounts == 1 ? "account " + reports.getFirst().account() : accounts + " accounts";
    }

    /** Says that the past is still being read, while it is for the first time. */
    private static String past(List<WatchReport> reports) {
        return reports.stream()
                .flatMap(report -> report.readings().stream())
                .map(WatchReport.ReadingReport::catchUp)
                .filter(catchUp -> catchUp != null && catchUp.kind().equals("backfill"))
                .min(Comparator.comparingDouble(WatchReport.CatchUpReport::progress))
                .map(catchUp -> ", back-fill " + (int) (catchUp.progress() * 100) + " %")
                .orElse("");
    }

    private static Shown.@Nullable Time earliest(List<WatchReport> reports, Instant now) {
        if (reports.stream().anyMatch(report -> report.completeUntil() == null)) {
            return null;
        }
        return reports.stream()
                .map(WatchReport::completeUntil)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(at -> Shown.Time.of(at, now))
                .orElse(null);
    }
}
