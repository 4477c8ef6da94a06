package io.tamperwatch.benchmark;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The results, as the Markdown of docs/benchmarks.md. */
final class Table {

    private Table() {}

    static String of(List<Backfill> backfills, long warm) {
        StringBuilder table = new StringBuilder();
        Backfill peer = backfills.stream()
                .filter(backfill -> backfill.contestant() instanceof Contestant.Peer)
                .findFirst()
                .orElse(null);
        table.append("| | wall ratio | CPU ratio | events/s | events per CPU second | RSS at 100k / 500k / end |"
                        + " peak |\n")
                .append("|---|---|---|---|---|---|---|\n");
        for (Backfill backfill : backfills) {
            row(table, backfill.contestant().title() + ", whole run", backfill, peer, 0);
            row(table, backfill.contestant().title() + ", after " + warm, backfill, peer, warm);
        }
        return table.toString();
    }

    private static void row(StringBuilder table, String title, Backfill backfill, @Nullable Backfill peer, long warm) {
        table.append("| %s | %s | %s | %,.0f | %,.0f | %s / %s / %s | %s |%n"
                .formatted(
                        title,
                        peer == null ? "–" : ratio(backfill.perSecond(warm), peer.perSecond(warm)),
                        peer == null ? "–" : ratio(backfill.perCpuSecond(warm), peer.perCpuSecond(warm)),
                        backfill.perSecond(warm),
                        backfill.perCpuSecond(warm),
                        megabytes(backfill.at(100_000).resident()),
                        megabytes(backfill.at(500_000).resident()),
                        megabytes(backfill.moments().getLast().resident()),
                        megabytes(backfill.moments().getLast().peak())));
    }

    static String start(String title, Startup startup) {
        return "%s: first answer after %d ms (median), idle %s"
                .formatted(title, startup.firstAnswer().toMillis(), megabytes(startup.idleResident()));
    }

    private static String ratio(double of, double to) {
        return String.format(Locale.ROOT, "%.2f", of / to);
    }

    static String megabytes(long bytes) {
        return Math.round(bytes / 1e6) + " MB";
    }
}
