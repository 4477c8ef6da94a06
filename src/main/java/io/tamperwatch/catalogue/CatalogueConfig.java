package io.tamperwatch.catalogue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Which part of the catalogue is watched. */
@ConfigMapping(prefix = "tamperwatch")
interface CatalogueConfig {

    /** {@code all}, or detection ids and event names, separated by commas. */
    @WithDefault("all")
    Optional<String> detections();
}
