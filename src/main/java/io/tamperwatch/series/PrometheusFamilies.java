package io.tamperwatch.series;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.CollectorRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Families in the registry that Quarkus answers scrapes from, beside Micrometer's meters. */
@Singleton
final class PrometheusFamilies implements Families {

    private final CollectorRegistry registry;
    private final Map<String, FamilyCollector> families = new ConcurrentHashMap<>();

    /** The client's registry is asked of Micrometer's: injected by itself it would be a new one, that nobody reads. */
    @Inject
    @SuppressWarnings("deprecation") // Micrometer would have its newer module, Quarkus brings this one
    PrometheusFamilies(PrometheusMeterRegistry registry) {
        this(registry.getPrometheusRegistry());
    }

    PrometheusFamilies(CollectorRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void publish(Family family, Consumer<Samples> series) {
        families.computeIfAbsent(family.name(), first -> new FamilyCollector(family).register(registry))
                .add(family, series);
    }
}
