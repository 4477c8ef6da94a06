package io.tamperwatch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.tamperwatch.setting.ExternalUrl;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says in the metrics which version runs and where its users reach it, so that alerts can link there. */
@Singleton
class BuildInfo {

    private final MeterRegistry registry;
    private final String version;
    private final String url;

    BuildInfo(
            MeterRegistry registry,
            @ConfigProperty(name = "quarkus.application.version") String version,
            ExternalUrl url) {
        this.registry = registry;
        this.version = version;
        this.url = url.base().map(URI::toString).orElse("");
    }

    void publish(@Observes StartupEvent event) {
        Gauge.builder("tamperwatch.build.info", () -> 1)
                .description("Always 1; the labels say what runs")
                .tag("version", version)
                .register(registry);
        Gauge.builder("tamperwatch.external.url.info", () -> 1)
                .description("Always 1; the label says where users reach the product, empty when it was not told")
                .tag("url", url)
                .register(registry);
    }
}
