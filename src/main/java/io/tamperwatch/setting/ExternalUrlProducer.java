package io.tamperwatch.setting;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Reads the external URL once, at start, so that a wrong one stops the start. */
@Singleton
final class ExternalUrlProducer {

    @Produces
    @Singleton
    @Startup
    ExternalUrl externalUrl(ExternalUrlConfig config) {
        return ExternalUrl.of(config.externalUrl());
    }
}
