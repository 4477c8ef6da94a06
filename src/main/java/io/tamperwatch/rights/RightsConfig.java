package io.tamperwatch.rights;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The keys under {@code tamperwatch.rights}, as text; {@link RightsSettings} says what they mean. */
@ConfigMapping(prefix = "tamperwatch.rights")
interface RightsConfig {

    @WithDefault("1h")
    String every();
}
