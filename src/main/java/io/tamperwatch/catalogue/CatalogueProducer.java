package io.tamperwatch.catalogue;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the chosen part of the catalogue once, at start, so that a wrong choice or a faulty file stops the start. */
@Singleton
final class CatalogueProducer {

    @Produces
    @Singleton
    @Startup
    Catalogue catalogue(CatalogueConfig config) {
        return CatalogueChoice.choose(Catalogue.builtIn(), config.detections().orElse(""));
    }
}
