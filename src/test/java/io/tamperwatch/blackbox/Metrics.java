package io.tamperwatch.blackbox;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One scrape, as Prometheus would read it. */
record Metrics(List<Sample> samples) {

    private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** The value of one series. */
    record Sample(String name, Map<String, String> labels, double value) {}

    static Metrics parse(String text) {
        return new Metrics(text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(Metrics::sample)
                .toList());
    }

    private static Sample sample(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new AssertionError("no sample: " + line);
        }
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(parts.group(2) == null ? "" : parts.group(2));
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return new Sample(parts.group(1), labels, Double.parseDouble(parts.group(3)));
    }

    List<Sample> named(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    /** The sum over the series that have all of these labels: names and values in turn. */
    double sum(String name, String... labels) {
        Predicate<Sample> wanted = sample -> true;
        for (int i = 0; i < labels.length; i += 2) {
            String label = labels[i];
            String value = labels[i + 1];
            wanted = wanted.and(sample -> value.equals(sample.labels().get(label)));
        }
        return named(name).stream().filter(wanted).mapToDouble(Sample::value).sum();
    }
}
