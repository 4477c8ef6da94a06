package io.tamperwatch.assess;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What the operator knows of the surroundings, as text; {@link AssessSettings} says what it means. */
@ConfigMapping(prefix = "tamperwatch")
interface AssessConfig {

    /** Networks in CIDR notation, separated by commas. */
    Optional<String> trustedNetworks();

    /** ARNs of users and roles, separated by commas. */
    Optional<String> expectedActors();
}
