package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.emulator.AwsEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table that operators read names every metric of ours that a scrape shows, with its type and labels, and no other. */
class MetricsTableIT {

    private static final Pattern ROW =
            Pattern.compile("^\\| `(tamperwatch_\\w+)` \\| (\\w+) \\| ([^|]*)\\|", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("`(\\w+)`");
    private static final Pattern TYPE = Pattern.compile("^# TYPE (tamperwatch_\\w+) (\\w+)$", Pattern.MULTILINE);
    private static final Pattern PART_OF_A_METRIC = Pattern.compile("_(bucket|count|sum|max)$");

    @TempDir
    static Path directory;

    @Test
    void namesEveryMetricWithItsTypeAndLabels() throws IOException {
        try (AwsEmulator aws = AwsEmulator.start(Clock.systemUTC());
                LaunchedService service = Launch.watching(aws, directory)
                        // nobody is there
                        .set("tamperwatch.alertmanager.urls", "http://127.0.0.1:1")
                        .set("tamperwatch.webhook.url", "http://127.0.0.1:1")
                        .set("tamperwatch.webhook.secret", "0123456789abcdef0123456789abcdef")
                        .set("tamperwatch.sqs.fast.queue-url", "http://127.0.0.1:1/111122223333/fast")
                        .start()) {
            String scrape = service.management().get("/q/metrics").body();

            assertThat(documented(Files.readString(Path.of("docs/metrics.md")))).isEqualTo(scraped(scrape));
        }
    }

    private static Map<String, String> documented(String table) {
        return ROW.matcher(table)
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> row.group(2) + " " + labels(row),
                        (one, other) -> one + " and again " + other,
                        TreeMap::new));
    }

    private static Set<String> labels(MatchResult row) {
        return LABEL.matcher(row.group(3))
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> scraped(String scrape) {
        Map<String, Set<String>> labels = new TreeMap<>();
        for (Metrics.Sample sample : Metrics.parse(scrape).samples()) {
            String name = PART_OF_A_METRIC.matcher(sample.name()).replaceFirst("");
            if (name.startsWith("tamperwatch_")) {
                labels.computeIfAbsent(name, added -> new TreeSet<>())
                        .addAll(sample.labels().keySet());
            }
        }
        labels.values().forEach(names -> names.remove("le"));
        Map<String, String> types = types(scrape);
        Map<String, String> metrics = new TreeMap<>();
        labels.forEach((name, names) -> metrics.put(name, types.get(name) + " " + names));
        return metrics;
    }

    /** By the names of the samples, which for a counter and an info are longer than that of the metric. */
    private static Map<String, String> types(String scrape) {
        Map<String, String> types = new TreeMap<>();
        TYPE.matcher(scrape).results().forEach(line -> {
            String name = line.group(1);
            switch (line.group(2)) {
                case "counter" -> types.put(name.endsWith("_total") ? name : name + "_total", "counter");
                case "info" -> types.put(name + "_info", "gauge");
                default -> types.put(name, line.group(2));
            }
        });
        return types;
    }
}
