package io.tamperwatch.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Back-fills one history with every contestant, one after the other, and prints what they took. */
final class Benchmark {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("events", "1000000"),
            Map.entry("warm", "500000"),
            Map.entry("accounts", "20"),
            Map.entry("port", "18400"),
            Map.entry("python", "python3"),
            Map.entry("jvm", "-XX:+UseSerialGC -Xmx256m"),
            Map.entry("only", "peer,bare,cron,jvm,native"),
            Map.entry("starts", "yes"),
            Map.entry("nice", ""),
            Map.entry("jar", "none"),
            Map.entry("native", "none"));

    private final Options options;
    private final Setup setup;

    private Benchmark(Options options) throws IOException {
        this.options = options;
        int accounts = options.number("accounts");
        int ofEachName = Math.ceilDiv(options.number("events"), 2 * accounts);
        setup = new Setup(2L * accounts * ofEachName, accounts, options.number("port"), Setup.makeScratch());
    }

    /** Arguments: {@code name=value}, see {@link #DEFAULTS}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        new Benchmark(Options.of(args, DEFAULTS)).run();
    }

    private void run() throws IOException, InterruptedException {
        List<Backfill> backfills = new ArrayList<>();
        List<String> starts = new ArrayList<>();
        try (Replay replay = Replay.start(setup, "events=" + setup.events() / 2 / setup.accounts())) {
            Duration before = replay.cpu();
            for (Contestant contestant : contestants()) {
                System.err.println("back-filling with " + contestant.title());
                backfills.add(Backfill.of(contestant, setup));
                System.err.printf(
                        Locale.ROOT,
                        "  the replay server took %.1f s of processor time, %s of %s%n",
                        replay.cpu().minus(before).toMillis() / 1000.0,
                        share(replay.cpu().minus(before), backfills.getLast()),
                        contestant.title());
                before = replay.cpu();
            }
            for (Backfill backfill : backfills) {
                if (options.text("starts").equals("yes") && backfill.contestant() instanceof Product product) {
                    System.err.println("starting " + product.title());
                    starts.add(Table.start(product.title(), Startup.of(product, setup)));
                }
            }
        }
        System.out.println(Table.of(backfills, options.number("warm")));
        starts.forEach(System.out::println);
    }

    private static String share(Duration cpu, Backfill backfill) {
        return Math.round(100.0
                        * cpu.toMillis()
                        / backfill.moments().getLast().cpu().toMillis())
                + " %";
    }

    private List<Contestant> contestants() {
        List<String> wanted = options.list("only");
        List<Contestant> contestants = new ArrayList<>();
        if (wanted.contains("peer")) {
            peer(contestants);
        }
        if (wanted.contains("bare")) {
            contestants.add(Contestant.Bare.of(options));
        }
        if (wanted.contains("cron")) {
            cron(contestants);
        }
        contestants.addAll(Product.of(options));
        return contestants;
    }

    private void peer(List<Contestant> contestants) {
        String python = options.text("python");
        if (runs(python, "-c", "import boto3, sqlite3")) {
            contestants.add(new Contestant.Peer(python, Path.of("src/test/benchmark/usual_poller.py")));
        } else {
            Contestant.skipped("the boto3 poller, since " + python + " has no boto3: there is nothing to compare with");
        }
    }

    private static void cron(List<Contestant> contestants) {
        if (runs("aws", "--version") && runs("jq", "--version")) {
            contestants.add(new Contestant.Cron(Path.of("src/test/benchmark/usual_cron.sh")));
        } else {
            Contestant.skipped("the cron job, since there is no AWS CLI or no jq");
        }
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
