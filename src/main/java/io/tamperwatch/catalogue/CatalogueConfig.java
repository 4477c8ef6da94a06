package io.tamperwatch.catalogue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Optional;

/** What the catalogue holds, and which part of it is watched. */
@ConfigMapping(prefix = "tamperwatch")
interface CatalogueConfig {

    /** {@code all}, or detection ids and event names, separated by commas. */
    @WithDefault("all")
    Optional<String> detections();

    /** A directory with data files of the operator's own. */
    @WithName("catalogue-dir")
    Optional<String> directory();
}
