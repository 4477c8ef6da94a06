package io.tamperwatch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says in the metrics which version runs. */
@Singleton
class BuildInfo {

    private final MeterRegistry registry;
    private final String version;

    BuildInfo(MeterRegistry registry, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.registry = registry;
        this.version = version;
    }

    void publish(@Observes StartupEvent event) {
        Gauge.builder("tamperwatch.build.info", () -> 1)
                .description("Always 1; the labels say what runs")
                .tag("version", version)
                .register(registry);
    }
}
