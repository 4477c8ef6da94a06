package io.tamperwatch.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Has one process poll many accounts in which nothing happens, and holds what it asked against the budgets. */
final class QuietBenchmark {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("accounts", "1000"),
            Map.entry("minutes", "5"),
            Map.entry("settle", "15"),
            Map.entry("every", "60"),
            Map.entry("budget", "1"),
            Map.entry("detections", SyntheticRecords.CERTIFICATE_DELETED + "," + SyntheticRecords.CLIENT_REMOVED),
            Map.entry("backfill", "7d"),
            Map.entry("port", "18410"),
            Map.entry("only", "native"),
            Map.entry("nice", ""),
            Map.entry("jvm", "-XX:+UseSerialGC -Xmx256m"),
            Map.entry("jar", "none"),
            Map.entry("native", "none"));

    /** What issue and documentation ask of a thousand accounts and one process. */
    private static final long MOST_RESIDENT = 128_000_000;

    private static final double MOST_CORES = 0.25;
    private static final int AWS_LIMIT = 2;

    /** Requests sent an interval apart may come this much closer together on a busy machine. */
    private static final Duration ON_THE_WAY = Duration.ofMillis(250);

    private QuietBenchmark() {}

    /** Arguments: {@code name=value}, see {@link #DEFAULTS}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Options options = Options.of(args, DEFAULTS);
        Setup setup = new Setup(0, options.number("accounts"), options.number("port"), Setup.makeScratch());
        QuietRun.Plan plan = new QuietRun.Plan(
                Map.of(
                        "detections", options.text("detections"),
                        "poll.budget", options.text("budget"),
                        "poll.every", options.text("every") + "s",
                        "poll.backfill", options.text("backfill")),
                options.decimal("budget"),
                Duration.ofSeconds(options.number("every")),
                Duration.ofMinutes(options.number("minutes")),
                Duration.ofMinutes(options.number("settle")));
        List<QuietRun> runs = new ArrayList<>();
        for (Product product : Product.of(options)) {
            System.err.println("watching " + setup.accounts() + " accounts: " + product.title());
            runs.add(QuietRun.of(product, setup, plan));
        }
        System.out.println(table(runs, plan));
        if (!runs.stream().allMatch(run -> isWithinBudget(run) && isAwake(run, plan))) {
            System.exit(1);
        }
    }

    private static boolean isWithinBudget(QuietRun run) {
        return run.whole().mostOfOne() <= AWS_LIMIT && run.whole().ahead().compareTo(ON_THE_WAY) <= 0;
    }

    private static boolean isAwake(QuietRun run, QuietRun.Plan plan) {
        return run.steady().longestIdle().compareTo(plan.every().multipliedBy(2)) <= 0;
    }

    private static String table(List<QuietRun> runs, QuietRun.Plan plan) {
        StringBuilder table = new StringBuilder("| | |");
        runs.forEach(run -> table.append(' ').append(run.title()).append(" |"));
        table.append("\n|---|---|").append("---|".repeat(runs.size())).append('\n');
        for (Row row : rows(plan)) {
            table.append("| ")
                    .append(row.what())
                    .append(" | ")
                    .append(row.goal())
                    .append(" |");
            runs.forEach(run -> table.append(' ').append(row.cell().apply(run)).append(" |"));
            table.append('\n');
        }
        return table.toString();
    }

    private record Row(String what, String goal, Function<QuietRun, String> cell) {}

    private static List<Row> rows(QuietRun.Plan plan) {
        return List.of(
                new Row(
                        "memory once settled, at most",
                        "128 MB",
                        run -> judged(Table.megabytes(run.resident()), run.resident() <= MOST_RESIDENT)),
                new Row("of it not backed by a file, at the end", "", run -> Table.megabytes(run.anonymous())),
                new Row("memory ever, the start included", "", run -> Table.megabytes(run.peak())),
                new Row(
                        "processor once settled",
                        "0.25 cores",
                        run -> judged(decimal(run.cores()) + " cores", run.cores() <= MOST_CORES)),
                new Row("threads", "", run -> String.valueOf(run.threads())),
                new Row("series of metrics, scraped every 30 s", "", run -> "%,d".formatted(run.series())),
                new Row(
                        "lookups a second, all accounts",
                        "",
                        run -> decimal(run.steady().perSecond())),
                new Row(
                        "lookups in the busiest second",
                        "",
                        run -> String.valueOf(run.steady().busiestSecond())),
                mostOfOne("from the start on", QuietRun::whole),
                mostOfOne("once settled", QuietRun::steady),
                ahead("from the start on", QuietRun::whole),
                ahead("once settled", QuietRun::steady),
                new Row(
                        "an account without a lookup, at most",
                        plan.every().multipliedBy(2).toSeconds() + " s",
                        run -> judged(seconds(run.steady().longestIdle()), isAwake(run, plan))),
                new Row(
                        "lookups from the start on",
                        "",
                        run -> "%,d".formatted(run.whole().lookups())),
                new Row("roles assumed", "", run -> "%,d".formatted(run.whole().roles())),
                new Row("the past read after", "", run -> seconds(run.settled())));
    }

    private static Row mostOfOne(String when, Function<QuietRun, Fleet> part) {
        return new Row("lookups of one account in any second, " + when + ", at most", "2", run -> {
            int most = part.apply(run).mostOfOne();
            return judged(String.valueOf(most), most <= AWS_LIMIT);
        });
    }

    private static Row ahead(String when, Function<QuietRun, Fleet> part) {
        return new Row("ahead of the budget, " + when + ", at most", "0, but for the way", run -> {
            Duration ahead = part.apply(run).ahead();
            return judged(ahead.toMillis() + " ms", ahead.compareTo(ON_THE_WAY) <= 0);
        });
    }

    private static String judged(String value, boolean reached) {
        return reached ? value : "**" + value + "**";
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
