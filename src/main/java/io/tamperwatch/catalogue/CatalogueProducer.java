package io.tamperwatch.catalogue;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the chosen part of the catalogue once, at start, so that a wrong choice or a faulty file stops the start. */
@Singleton
final class CatalogueProducer {

    @Produces
    @Singleton
    @Startup
    Catalogue catalogue(CatalogueConfig config) {
        return chosen(config.directory(), config.detections().orElse(""));
    }

    static Catalogue chosen(Optional<String> directory, String detections) {
        Catalogue whole =
                directory.map(OperatorFiles::read).map(CatalogueProducer::with).orElseGet(Catalogue::builtIn);
        return CatalogueChoice.choose(whole, detections);
    }

    private static Catalogue with(List<CatalogueFile> own) {
        return CatalogueLoader.load(
                Stream.concat(BuiltInFiles.read().stream(), own.stream()).toList());
    }
}
