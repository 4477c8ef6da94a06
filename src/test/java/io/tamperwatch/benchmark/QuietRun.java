package io.tamperwatch.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One process that watched accounts in which nothing happened.
 *
 * @param settled from its start until the past had been read in every account
 * @param cores processor time by wall time, once settled
 * @param resident the most memory once settled, in bytes
 * @param anonymous what of it was not backed by a file, at the end
 * @param peak the most memory ever, the start included
 * @param series of metrics
 * @param whole all that it asked
 * @param steady what it asked once settled
 */
record QuietRun(
        String title,
        Duration settled,
        double cores,
        long resident,
        long anonymous,
        long peak,
        int threads,
        long series,
        Fleet whole,
        Fleet steady) {

    /**
     * How it is run.
     *
     * @param settings the product's, by their keys without {@code tamperwatch.}
     * @param budget lookups a second for each account
     * @param every the poll interval
     * @param measure how long once settled
     * @param settle how long the past may take
     */
    record Plan(Map<String, String> settings, double budget, Duration every, Duration measure, Duration settle) {}

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** As often as Prometheus does; what it costs is in the bill. */
    private static final int SCRAPED_EVERY_NTH_LOOK = 6;

    static QuietRun of(Product product, Setup setup, Plan plan) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(setup.scratch(), "quiet");
        try (Replay replay = Replay.start(setup);
                MeasuredProcess process = MeasuredProcess.start(
                        product.command(setup, directory, plan.settings()),
                        setup.environment(),
                        directory.resolve("output.txt"))) {
            long start = System.currentTimeMillis();
            settle(process, setup, plan);
            Duration settled = process.sinceStart();
            long peak = process.peakResident();
            System.err.printf("  settled after %d s, measuring%n", settled.toSeconds());
            return measured(product, setup, plan, replay, process, start, settled, peak);
        } finally {
            Backfill.delete(directory);
        }
    }

    /** Until every account is complete up to a few polls ago, which it is not before its past has been read. */
    private static void settle(MeasuredProcess process, Setup setup, Plan plan) throws InterruptedException {
        while (true) {
            Thread.sleep(LOOK_EVERY);
            double complete = Metrics.scrape(setup).least("tamperwatch_complete_until_timestamp_seconds");
            if (complete > Instant.now().minus(plan.every().multipliedBy(3)).getEpochSecond()) {
                return;
            }
            if (!process.isAlive() || process.sinceStart().compareTo(plan.settle()) > 0) {
                throw new IllegalStateException(
                        process.isAlive() ? "the past of every account was not read in time" : "it ended");
            }
        }
    }

    private static QuietRun measured(
            Product product,
            Setup setup,
            Plan plan,
            Replay replay,
            MeasuredProcess process,
            long start,
            Duration settled,
            long peak)
            throws InterruptedException {
        long from = System.currentTimeMillis();
        Duration before = process.cpu();
        long resident = 0;
        long series = 0;
        for (int look = 0; System.currentTimeMillis() < from + plan.measure().toMillis(); look++) {
            resident = Math.max(resident, process.resident());
            if (look % SCRAPED_EVERY_NTH_LOOK == 0) {
                series = Metrics.scrape(setup).series();
            }
            Thread.sleep(LOOK_EVERY);
        }
        long until = System.currentTimeMillis();
        Duration cpu = process.cpu().minus(before);
        Ledger ledger = replay.ledger();
        return new QuietRun(
                product.title(),
                settled,
                cpu.toMillis() / (double) (until - from),
                resident,
                process.anonymous(),
                Math.max(peak, process.peakResident()),
                process.threads(),
                series,
                Fleet.of(ledger, setup.accounts(), plan.budget(), start, until),
                Fleet.of(ledger, setup.accounts(), plan.budget(), from, until));
    }
}
