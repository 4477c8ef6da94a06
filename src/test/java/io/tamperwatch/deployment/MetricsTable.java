package io.tamperwatch.deployment;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics and their labels as docs/metrics.md lists them; that the list is true is MetricsTableIT's to see. */
final class MetricsTable {

    private static final Pattern ROW =
            Pattern.compile("^\\| `(tamperwatch_\\w+)` \\| \\w+ \\| ([^|]*)\\|", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("`(\\w+)`");

    private final Map<String, Set<String>> labels = new TreeMap<>();

    MetricsTable() {
        ROW.matcher(Yaml.read(Path.of("docs/metrics.md")))
                .results()
                .forEach(row -> labels.put(
                        row.group(1),
                        LABEL.matcher(row.group(2))
                                .results()
                                .map(label -> label.group(1))
                                .collect(Collectors.toSet())));
    }

    boolean has(String metric) {
        return labels.containsKey(metric);
    }

    Set<String> labels(String metric) {
        return labels.getOrDefault(metric, Set.of());
    }
}
