package io.tamperwatch.assess;

import io.quarkus.runtime.Startup;
import io.tamperwatch.catalogue.Catalogue;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the assessor once, at start, so that a wrong setting stops the start. */
@Singleton
final class AssessProducer {

    @Produces
    @Singleton
    @Startup
    Assessor assessor(Catalogue catalogue, AssessConfig config) {
        return new Assessor(catalogue, AssessSettings.of(config));
    }
}
