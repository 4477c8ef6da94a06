package io.tamperwatch.aws;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The keys under {@code tamperwatch.organization}, as text; {@link OrganizationSettings} says what they mean. */
@ConfigMapping(prefix = "tamperwatch.organization")
interface OrganizationConfig {

    Optional<String> roleName();

    Optional<String> externalId();

    Optional<String> readerRoleArn();

    Optional<String> readerExternalId();

    Optional<String> units();

    Optional<String> exclude();

    Optional<String> regions();

    @WithDefault("15m")
    String every();
}
