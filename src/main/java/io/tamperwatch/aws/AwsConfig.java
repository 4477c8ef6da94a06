package io.tamperwatch.aws;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The keys under {@code tamperwatch.aws}, as text; {@link AwsSettings} says what they mean. */
@ConfigMapping(prefix = "tamperwatch.aws")
interface AwsConfig {

    @WithDefault("60s")
    String timeout();
}
