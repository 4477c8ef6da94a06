package io.tamperwatch.watch;

import io.tamperwatch.watch.WatchReport.CatchUpReport;
import io.tamperwatch.watch.WatchReport.GapReport;
import io.tamperwatch.watch.WatchReport.PollReport;
import io.tamperwatch.watch.WatchReport.ReadingReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts a watch's state into the words of the API. */
record WatchReports(WatchKey watch, ReadingPlans plans, CheckpointBook book) {

    WatchReport report(
            @Nullable String accountId,
            @Nullable String owner,
            boolean ownedHere,
            @Nullable PollReport lastPoll,
            long requests,
            double budget) {
        List<ReadingReport> readings = plans.all().stream().map(this::reading).toList();
        return new WatchReport(
                watch.account(),
                accountId,
                watch.region(),
                owner,
                ownedHere,
                completeUntil(readings),
                readings,
                book.gaps().stream().map(WatchReports::gap).toList(),
                lastPoll,
                requests,
                budget);
    }

    private static @Nullable Instant completeUntil(List<ReadingReport> readings) {
        if (readings.stream().anyMatch(reading -> reading.completeUntil() == null)) {
            return null;
        }
        return readings.stream()
                .map(ReadingReport::completeUntil)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private ReadingReport reading(ReadingPlan plan) {
        Checkpoint checkpoint = book.find(plan.reading()).orElse(null);
        CatchUp catchUp = checkpoint == null ? null : checkpoint.catchUp();
        return new ReadingReport(
                plan.reading().by().attribute(),
                plan.reading().value(),
                plan.names(),
                plan.everyPoll(),
                checkpoint == null ? null : checkpoint.completeUntil(),
                catchUp == null ? null : catchUp(catchUp));
    }

    private static CatchUpReport catchUp(CatchUp catchUp) {
        double all = Duration.between(catchUp.from(), catchUp.until()).toSeconds();
        double done = Duration.between(catchUp.from(), catchUp.reached()).toSeconds();
        return new CatchUpReport(
                catchUp.kind().name().toLowerCase(Locale.ROOT),
                catchUp.from(),
                catchUp.until(),
                catchUp.reached(),
                all == 0 ? 1 : done / all);
    }

    private static GapReport gap(Gap gap) {
        return new GapReport(gap.reading().value(), gap.from(), gap.until(), gap.noticedAt());
    }
}
