package io.tamperwatch.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Has the product read a long past from a server that allows as many lookups as AWS, and sees how much of its budget it uses. */
final class RateLimitBenchmark {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("accounts", "3"),
            Map.entry("seconds", "120"),
            Map.entry("budgets", "1,2"),
            Map.entry("port", "18410"),
            Map.entry("only", "native,jvm"),
            Map.entry("nice", ""),
            Map.entry("jvm", "-XX:+UseSerialGC -Xmx256m"),
            Map.entry("jar", "none"),
            Map.entry("native", "none"));

    private static final double AWS_LIMIT = 2;
    private static final int LARGEST_PAGE = 50;

    /** The start, and the first request for each name, are not what is measured. */
    private static final int LEFT_OUT = 10;

    private static final double GOAL = 0.99;

    private RateLimitBenchmark() {}

    /** Arguments: {@code name=value}, see {@link #DEFAULTS}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Options options = Options.of(args, DEFAULTS);
        Setup setup = new Setup(0, options.number("accounts"), options.number("port"), Setup.makeScratch());
        System.out.println(
                "| | budget | used | lookups a second, each account | refused of all | events a second, each account"
                        + " |\n"
                        + "|---|---|---|---|---|---|");
        for (Product product : Product.of(options)) {
            for (String budget : options.list("budgets")) {
                System.err.println("reading the past: " + product.title() + ", budget " + budget);
                System.out.println(row(product, setup, budget, Duration.ofSeconds(options.number("seconds"))));
            }
        }
    }

    private static String row(Product product, Setup setup, String budget, Duration time)
            throws IOException, InterruptedException {
        double perSecond = Double.parseDouble(budget);
        Path directory = Files.createTempDirectory(setup.scratch(), "rate");
        // more than can be read meanwhile
        long events = (long) (LARGEST_PAGE * 2 * perSecond * (time.toSeconds() + 60));
        try (Replay replay = Replay.start(setup, "events=" + events, "limit=" + AWS_LIMIT);
                MeasuredProcess process = MeasuredProcess.start(
                        product.command(setup, directory, settings(budget)),
                        setup.environment(),
                        directory.resolve("output.txt"))) {
            while (process.sinceStart().compareTo(time) < 0) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("it ended: " + Files.readString(directory.resolve("output.txt")));
                }
                Thread.sleep(500);
            }
            return row(product.title(), perSecond, replay.ledger());
        } finally {
            Backfill.delete(directory);
        }
    }

    private static Map<String, String> settings(String budget) {
        return Map.of(
                "detections",
                SyntheticRecords.CERTIFICATE_DELETED + "," + SyntheticRecords.CLIENT_REMOVED,
                "poll.budget",
                budget);
    }

    private static String row(String title, double budget, Ledger ledger) {
        Collection<List<Ledger.Entry>> asked = ledger.between(0, Long.MAX_VALUE).values();
        double mean =
                asked.stream().mapToDouble(RateLimitBenchmark::rate).average().orElse(0);
        long refused = asked.stream()
                .flatMap(List::stream)
                .filter(Ledger.Entry::refused)
                .count();
        double used = mean / budget;
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.3f | %d | %.0f |",
                title,
                budget,
                String.format(Locale.ROOT, used < GOAL ? "**%.1f %%**" : "%.1f %%", 100 * used),
                mean,
                refused,
                mean * LARGEST_PAGE);
    }

    /** Of one account: lookups a second once it is under way. */
    private static double rate(List<Ledger.Entry> entries) {
        long[] times = entries.stream()
                .filter(entry -> !entry.what().equals(Fleet.ROLE))
                .mapToLong(Ledger.Entry::millis)
                .sorted()
                .toArray();
        if (times.length < 2 * LEFT_OUT) {
            throw new IllegalStateException("too few lookups to tell: " + Arrays.toString(times));
        }
        double seconds = (times[times.length - 1] - times[LEFT_OUT]) / 1000.0;
        return (times.length - 1 - LEFT_OUT) / seconds;
    }
}
