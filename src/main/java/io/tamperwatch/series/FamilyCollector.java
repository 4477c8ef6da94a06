package io.tamperwatch.series;

import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** One family as the Prometheus client reads it. */
final class FamilyCollector extends Collector implements Collector.Describable {

    private final Family family;
    private final List<Consumer<Samples>> owners = new CopyOnWriteArrayList<>();

    FamilyCollector(Family family) {
        this.family = family;
    }

    /** @throws IllegalArgumentException when the name is that of another family */
    void add(Family same, Consumer<Samples> series) {
        if (!same.equals(family)) {
            throw new IllegalArgumentException("%s is published as %s".formatted(same, family));
        }
        owners.add(series);
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples.Sample> samples = new ArrayList<>();
        owners.forEach(owner -> owner.accept((value, labels) -> samples.add(sample(value, labels))));
        return List.of(of(samples));
    }

    /** By its name, which a scrape that asks for some families only goes by; nobody's series are asked for. */
    @Override
    public List<MetricFamilySamples> describe() {
        return List.of(of(List.of()));
    }

    private MetricFamilySamples of(List<MetricFamilySamples.Sample> samples) {
        Type type = switch (family.kind()) {
            case COUNTER -> Type.COUNTER;
            case GAUGE -> Type.GAUGE;
        };
        return new MetricFamilySamples(family.name(), type, family.help(), samples);
    }

    private MetricFamilySamples.Sample sample(double value, String... values) {
        List<String> labels = family.labels();
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(
                    "%s has the labels %s, not %d".formatted(family.name(), labels, values.length));
        }
        List<String> given = List.of(values);
        if (!given.contains("")) {
            return new MetricFamilySamples.Sample(family.name(), labels, given, value);
        }
        List<String> left = labels.stream()
                .filter(label -> !given.get(labels.indexOf(label)).isEmpty())
                .toList();
        return new MetricFamilySamples.Sample(
                family.name(),
                left,
                given.stream().filter(each -> !each.isEmpty()).toList(),
                value);
    }
}
