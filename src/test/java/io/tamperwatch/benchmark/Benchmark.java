package io.tamperwatch.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Back-fills one history with every contestant, one after the other, and prints what they took. */
final class Benchmark {

    private static final Map<String, String> DEFAULTS = Map.of(
            "events", "1000000",
            "warm", "500000",
            "accounts", "20",
            "port", "18400",
            "python", "python3",
            "jvm", "-XX:+UseSerialGC -Xmx256m",
            "only", "peer,jvm,native",
            "starts", "yes");

    /**
     * What is the same for every contestant.
     *
     * @param accounts their histories are of the same length
     * @param port the first of three successive ones
     */
    record Setup(long events, int accounts, int port, Path scratch) {

        int apiPort() {
            return port + 1;
        }

        int managementPort() {
            return port + 2;
        }

        Setup withoutAccounts() {
            return new Setup(events, 0, port, scratch);
        }

        Map<String, String> environment() {
            return Map.of(
                    "AWS_ENDPOINT_URL", "http://127.0.0.1:" + port,
                    "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE000000000",
                    "AWS_SECRET_ACCESS_KEY", "secret",
                    "AWS_REGION", "us-east-1",
                    "AWS_DEFAULT_REGION", "us-east-1",
                    "AWS_EC2_METADATA_DISABLED", "true");
        }
    }

    private final Map<String, String> options;
    private final Setup setup;

    private Benchmark(Map<String, String> options) throws IOException {
        this.options = options;
        Path scratch = Files.createDirectories(Path.of("target", "benchmark"));
        int accounts = Integer.parseInt(option("accounts"));
        int ofEachName = Math.ceilDiv(Integer.parseInt(option("events")), 2 * accounts);
        setup = new Setup(2L * accounts * ofEachName, accounts, Integer.parseInt(option("port")), scratch);
    }

    /** Arguments: {@code name=value}, see {@link #DEFAULTS}; of two with one name the later counts. */
    public static void main(String[] args) throws IOException, InterruptedException {
        new Benchmark(Arrays.stream(args)
                        .map(arg -> arg.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (_, later) -> later)))
                .run();
    }

    private String option(String name) {
        return options.getOrDefault(name, DEFAULTS.getOrDefault(name, ""));
    }

    private void run() throws IOException, InterruptedException {
        List<Backfill> backfills = new ArrayList<>();
        List<String> starts = new ArrayList<>();
        try (MeasuredProcess replay = replay()) {
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
                if (option("starts").equals("yes") && backfill.contestant() instanceof Contestant.Product product) {
                    System.err.println("starting " + product.title());
                    starts.add(Table.start(product.title(), Startup.of(product, setup)));
                }
            }
        }
        System.out.println(Table.of(backfills, Long.parseLong(option("warm"))));
        starts.forEach(System.out::println);
    }

    private static String share(Duration cpu, Backfill backfill) {
        return Math.round(100.0
                        * cpu.toMillis()
                        / backfill.moments().getLast().cpu().toMillis())
                + " %";
    }

    private MeasuredProcess replay() throws IOException, InterruptedException {
        Path output = setup.scratch().resolve("replay.txt");
        MeasuredProcess replay = MeasuredProcess.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReplayServer.class.getName(),
                        String.valueOf(setup.port()),
                        String.valueOf(setup.accounts()),
                        String.valueOf(setup.events() / 2 / setup.accounts())),
                Map.of(),
                output);
        while (!Files.readString(output).startsWith("ready")) {
            if (!replay.isAlive()) {
                throw new IllegalStateException("no replay server: " + Files.readString(output));
            }
            Thread.sleep(50);
        }
        return replay;
    }

    private List<Contestant> contestants() {
        List<String> wanted = Arrays.asList(option("only").split(","));
        List<Contestant> contestants = new ArrayList<>();
        if (wanted.contains("peer")) {
            peer(contestants);
        }
        if (wanted.contains("jvm")) {
            contestants.add(new Contestant.Product("JVM", jvm()));
        }
        if (wanted.contains("native")) {
            Path executable = Path.of(option("native"));
            if (Files.isExecutable(executable)) {
                contestants.add(new Contestant.Product(
                        "native", List.of(executable.toAbsolutePath().toString())));
            } else {
                skipped("the native executable, there is none: ./mvnw package -Dnative -DskipTests");
            }
        }
        return contestants;
    }

    private void peer(List<Contestant> contestants) {
        try {
            Process boto3 = new ProcessBuilder(option("python"), "-c", "import boto3, sqlite3").start();
            if (boto3.waitFor() == 0) {
                contestants.add(new Contestant.Peer(option("python"), Path.of("src/test/benchmark/usual_poller.py")));
                return;
            }
        } catch (IOException e) {
            // said below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        skipped("the boto3 poller, since " + option("python") + " has no boto3: there is nothing to compare with");
    }

    private static void skipped(String what) {
        System.err.println("*".repeat(100) + "\n*** SKIPPED: " + what + "\n" + "*".repeat(100));
    }

    private List<String> jvm() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(option("jvm").split(" ")));
        command.addAll(List.of("-jar", option("jar")));
        return command;
    }
}
