package io.tamperwatch.posture;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The keys under {@code tamperwatch.posture}, as text; {@link PostureSettings} says what they mean. */
@ConfigMapping(prefix = "tamperwatch.posture")
interface PostureConfig {

    @WithDefault("6h")
    String every();

    @WithDefault("90d")
    String accessKeyMaxAge();

    @WithDefault("45d")
    String unusedAfter();

    @WithDefault("90d")
    String passwordMaxAge();

    @WithDefault("14")
    String passwordMinLength();
}
