package io.tamperwatch.series;

import java.util.Comparator;
import java.util.List;

/**
 * What the series of one metric have in common; a metric family, as Prometheus calls it.
 *
 * @param name as Prometheus shows it, but for the {@code _total} that it puts behind a counter's
 * @param labels the labels' names in alphabetical order
 */
public record Family(Kind kind, String name, String help, List<String> labels) {

    /** What a family's values do. */
    public enum Kind {
        /** They only grow while the process lives. */
        COUNTER,
        /** They go up and down. */
        GAUGE
    }

    public Family {
        labels = List.copyOf(labels);
        if (!labels.equals(
                labels.stream().sorted(Comparator.naturalOrder()).distinct().toList())) {
            throw new IllegalArgumentException("labels of %s are not in order: %s".formatted(name, labels));
        }
        if (kind == Kind.COUNTER && name.endsWith("_total")) {
            throw new IllegalArgumentException("_total is put behind %s by itself".formatted(name));
        }
    }

    public static Family counter(String name, String help, String... labels) {
        return new Family(Kind.COUNTER, name, help, List.of(labels));
    }

    public static Family gauge(String name, String help, String... labels) {
        return new Family(Kind.GAUGE, name, help, List.of(labels));
    }
}
