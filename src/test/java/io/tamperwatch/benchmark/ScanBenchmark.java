package io.tamperwatch.benchmark;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import java.io.File;
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

/** Has jq and {@code tamperwatch scan} look for the same events in the same log files, and prints how long they took. */
final class ScanBenchmark {

    private static final Map<String, String> DEFAULTS =
            Map.of("records", "1000000", "rounds", "3", "jvm", "-XX:+UseParallelGC -Xmx1g", "native", "none");

    /** How long, and how many events came out. */
    private record Run(String title, Duration took, long events) {}

    private final Map<String, String> options;
    private final Path scratch = Path.of("target", "benchmark");

    private ScanBenchmark(Map<String, String> options) {
        this.options = options;
    }

    /** Arguments: {@code name=value}, see {@link #DEFAULTS}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        new ScanBenchmark(Arrays.stream(args)
                        .map(arg -> arg.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (_, later) -> later)))
                .run();
    }

    private String option(String name) {
        return options.getOrDefault(name, DEFAULTS.getOrDefault(name, ""));
    }

    private void run() throws IOException, InterruptedException {
        int records = Integer.parseInt(option("records"));
        Path logs = scratch.resolve("logs-" + records);
        System.err.println("writing " + records + " records");
        LogFiles.write(logs, records);
        Map<String, List<String>> contestants = contestants(logs);
        // whoever comes first would read from the disk for the others
        run("warming", List.of("/bin/sh", "-c", "cat '" + logs + "'/*.gz >/dev/null"));
        List<Run> best = new ArrayList<>();
        for (Map.Entry<String, List<String>> contestant : contestants.entrySet()) {
            Run fastest = null;
            for (int round = 0; round < Integer.parseInt(option("rounds")); round++) {
                Run run = run(contestant.getKey(), contestant.getValue());
                System.err.printf(Locale.ROOT, "%s: %.2f s, %d events%n", run.title(), seconds(run), run.events());
                fastest = fastest == null || run.took().compareTo(fastest.took()) < 0 ? run : fastest;
            }
            best.add(fastest);
        }
        print(best, records);
    }

    private Map<String, List<String>> contestants(Path logs) {
        String scan = "scan --format ndjson --fail-on never '" + logs + "'";
        Map<String, List<String>> contestants = new java.util.LinkedHashMap<>();
        contestants.put("zcat and jq", shell("zcat '" + logs + "'/*.gz | jq -c '" + filter() + "'"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        contestants.put("scan, JVM", shell(java + " " + option("jvm") + " -jar '" + option("jar") + "' " + scan));
        if (Files.isExecutable(Path.of(option("native")))) {
            contestants.put("scan, native", shell(Path.of(option("native")).toAbsolutePath() + " " + scan));
        } else {
            System.err.println("*** SKIPPED: the native executable, there is none");
        }
        return contestants;
    }

    private static List<String> shell(String command) {
        return List.of("/bin/sh", "-c", command);
    }

    /** What the detections look for, context left out as it makes no finding. */
    private static String filter() {
        Map<String, List<Detection>> bySource = Catalogue.builtIn().detections().stream()
                .filter(detection -> !detection.context())
                .collect(Collectors.groupingBy(Detection::eventSource));
        return bySource.entrySet().stream()
                .map(source -> "(.eventSource == \"%s\" and (.eventName | IN(%s)))"
                        .formatted(
                                source.getKey(),
                                source.getValue().stream()
                                        .flatMap(detection -> detection.eventNames().stream())
                                        .map(name -> '"' + name + '"')
                                        .collect(Collectors.joining(","))))
                .collect(Collectors.joining(" or ", ".Records[] | select(", ")"));
    }

    private Run run(String title, List<String> command) throws IOException, InterruptedException {
        File output = scratch.resolve("scan-output.txt").toFile();
        long start = System.nanoTime();
        int exitCode = new ProcessBuilder(command)
                .redirectOutput(output)
                .redirectError(scratch.resolve("scan-errors.txt").toFile())
                .start()
                .waitFor();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (exitCode != 0) {
            throw new IllegalStateException(title + " failed: " + Files.readString(scratch.resolve("scan-errors.txt")));
        }
        try (var lines = Files.lines(output.toPath())) {
            return new Run(title, took, lines.count());
        }
    }

    private static double seconds(Run run) {
        return run.took().toMillis() / 1000.0;
    }

    private static void print(List<Run> best, int records) {
        Run jq = best.getFirst();
        System.out.println("| | seconds | records/s | times jq | events |\n|---|---|---|---|---|");
        for (Run run : best) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %,.0f | %.1f | %d |%n",
                    run.title(),
                    seconds(run),
                    records / seconds(run),
                    seconds(jq) / seconds(run),
                    run.events());
            if (run.events() != jq.events()) {
                throw new IllegalStateException("not the same events");
            }
        }
    }
}
