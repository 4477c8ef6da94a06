package io.tamperwatch.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Map;
import java.util.Optional;

/** Who may use the API, as configured; {@link Access} is what is made of it. */
@ConfigMapping(prefix = "tamperwatch.security")
interface SecuritySettings {

    /** {@code token}, {@code oidc} or {@code none}. */
    @WithDefault("token")
    String mode();

    /** Whether mode {@code none} may be used on an address others can reach. */
    @WithDefault("false")
    String allowOpen();

    /** A secret of at least 32 characters that seals sessions of browsers; made at each start when not given. */
    Optional<String> sessionKey();

    /** Bearer tokens by name. */
    Map<String, TokenSettings> tokens();

    /** One bearer token. */
    interface TokenSettings {

        /** SHA-256 of the token, in hexadecimal. */
        @WithName("sha256")
        Optional<String> sha256();

        /** {@code viewer}, {@code responder} or {@code admin}. */
        Optional<String> role();
    }
}
