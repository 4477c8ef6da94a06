package io.tamperwatch.series;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Families that a test reads as Prometheus would: {@code name{label="value"}}, with the values of one scrape. */
public final class TestingFamilies implements Families {

    private final Map<Family, Consumer<Samples>> families = new LinkedHashMap<>();

    @Override
    public void publish(Family family, Consumer<Samples> series) {
        families.merge(family, series, Consumer::andThen);
    }

    /** Every series of the family of this name. */
    public Map<String, Double> scrape(String name) {
        Map<String, Double> scraped = new LinkedHashMap<>();
        families.forEach((family, series) -> {
            if (family.name().equals(name)) {
                series.accept((value, labels) -> scraped.put(name + labels(family, List.of(labels)), value));
            }
        });
        return scraped;
    }

    /** The value of one series as {@link #scrape} names it; 0 or absent are not the same. */
    public double value(String series) {
        Map<String, Double> scraped = scrape(series.replaceFirst("\\{.*", ""));
        if (!scraped.containsKey(series)) {
            throw new AssertionError("no %s in %s".formatted(series, scraped.keySet()));
        }
        return scraped.get(series);
    }

    private static String labels(Family family, List<String> values) {
        return IntStream.range(0, values.size())
                .filter(i -> !values.get(i).isEmpty())
                .mapToObj(i -> "%s=\"%s\"".formatted(family.labels().get(i), values.get(i)))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(","), all -> all.isEmpty() ? "" : "{" + all + "}"));
    }
}
