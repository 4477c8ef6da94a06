package io.tamperwatch.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has events trickle into a few accounts, each visible some time after it happened, and sees how long until the API has it. */
final class BusyBenchmark {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("accounts", "10"),
            Map.entry("minutes", "6"),
            Map.entry("gap", "30"),
            Map.entry("delay", "120"),
            Map.entry("every", "60"),
            Map.entry("port", "18410"),
            Map.entry("only", "native,jvm"),
            Map.entry("nice", ""),
            Map.entry("jvm", "-XX:+UseSerialGC -Xmx256m"),
            Map.entry("jar", "none"),
            Map.entry("native", "none"));

    /** The start and the back-fill, which finds nothing, come before. */
    private static final Duration QUIET_AT_FIRST = Duration.ofSeconds(30);

    /** The API is asked this often, which is in what is measured. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final int LARGEST_PAGE = 50;

    /** What happens in the accounts, and for how long. */
    private record Plan(int gapMillis, int delayMillis, Duration every, Duration time) {

        /** What is visible later may still be on its way at the end. */
        Duration counted() {
            return time.minus(every.multipliedBy(2));
        }
    }

    private BusyBenchmark() {}

    /** Arguments: {@code name=value}, see {@link #DEFAULTS}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Options options = Options.of(args, DEFAULTS);
        Setup setup = new Setup(0, options.number("accounts"), options.number("port"), Setup.makeScratch());
        Plan plan = new Plan(
                1000 * options.number("gap"),
                1000 * options.number("delay"),
                Duration.ofSeconds(options.number("every")),
                Duration.ofMinutes(options.number("minutes")));
        if (plan.time().toMillis() / plan.gapMillis() >= LARGEST_PAGE) {
            throw new IllegalArgumentException("minutes / gap make more events of a name than a page holds");
        }
        System.out.println("""
            | | events | not found | p50 | p99 | longest | cores |
            |---|---|---|---|---|---|---|\
            """);
        for (Product product : Product.of(options)) {
            System.err.println("events trickle in: " + product.title());
            System.out.println(row(product, setup, plan));
        }
    }

    private static String row(Product product, Setup setup, Plan plan) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(setup.scratch(), "busy");
        long begin = System.currentTimeMillis() + QUIET_AT_FIRST.toMillis();
        try (Replay replay = Replay.start(
                        setup, "begin=" + begin, "live=" + plan.gapMillis(), "delay=" + plan.delayMillis(), "limit=2");
                MeasuredProcess process = MeasuredProcess.start(
                        product.command(setup, directory, settings(plan)),
                        setup.environment(),
                        directory.resolve("output.txt"))) {
            Map<String, Long> found = look(setup, process, begin + plan.time().toMillis());
            double cores =
                    process.cpu().toMillis() / (double) process.sinceStart().toMillis();
            return row(product.title(), found, visible(setup, plan, begin), cores);
        } finally {
            Backfill.delete(directory);
        }
    }

    private static Map<String, String> settings(Plan plan) {
        return Map.of(
                "detections",
                SyntheticRecords.CERTIFICATE_DELETED + "," + SyntheticRecords.CLIENT_REMOVED,
                "poll.every",
                plan.every().toSeconds() + "s");
    }

    /** When each finding was there first. */
    private static Map<String, Long> look(Setup setup, MeasuredProcess process, long untilMillis)
            throws InterruptedException {
        Map<String, Long> found = new HashMap<>();
        long now = 0;
        while (now < untilMillis) {
            if (!process.isAlive()) {
                throw new IllegalStateException("it ended");
            }
            Matcher ids = ID.matcher(Product.get(setup.apiPort(), "/api/v1/findings?limit=200"));
            now = System.currentTimeMillis();
            while (ids.find()) {
                found.putIfAbsent(ids.group(1), now);
            }
            Thread.sleep(LOOK_EVERY);
        }
        return found;
    }

    /** When each event became visible, of those that should be found by the end. */
    private static Map<String, Long> visible(Setup setup, Plan plan, long begin) {
        long until = begin + plan.counted().toMillis();
        Map<String, Long> visible = new HashMap<>();
        ReplayServer.live(setup.accounts(), begin, plan.gapMillis(), plan.delayMillis())
                .values()
                .forEach(history -> {
                    for (int number = 0; number < history.happened(until); number++) {
                        if (history.visibleAt(number) < until) {
                            visible.put(history.id(number), history.visibleAt(number));
                        }
                    }
                });
        return visible;
    }

    private static String row(String title, Map<String, Long> found, Map<String, Long> visible, double cores) {
        List<Long> waits = new ArrayList<>();
        visible.forEach((id, at) -> {
            if (found.containsKey(id)) {
                waits.add(found.get(id) - at);
            }
        });
        long[] sorted = waits.stream().mapToLong(Long::longValue).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %s | %s | %s | %.2f |",
                title,
                visible.size(),
                visible.size() - sorted.length,
                seconds(sorted, 0.5),
                seconds(sorted, 0.99),
                seconds(sorted, 1),
                cores);
    }

    private static String seconds(long[] sorted, double part) {
        if (sorted.length == 0) {
            return "–";
        }
        long millis = sorted[(int) Math.max(0, Math.ceil(sorted.length * part) - 1)];
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
