package io.tamperwatch.setting;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The key of {@link ExternalUrl}, as text. */
@ConfigMapping(prefix = "tamperwatch")
interface ExternalUrlConfig {

    /** How users reach the pages. */
    Optional<String> externalUrl();
}
