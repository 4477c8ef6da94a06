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

    /** The OpenID provider of mode {@code oidc}. */
    OpenIdSettings oidc();

    /** Who is asked who somebody is, and how its answer is read. */
    interface OpenIdSettings {

        /** The provider's own name for itself, an https URL. */
        Optional<String> issuer();

        /** What the provider calls this service. */
        Optional<String> clientId();

        /** With what this service shows the provider that it is that client. */
        Optional<String> clientSecret();

        /** Whom bearer tokens have to be meant for; the client when not given. */
        Optional<String> audience();

        /** Where in a token its holder's roles or groups stand; {@code /} leads into objects. */
        @WithDefault("roles")
        String rolesClaim();

        /** The claim that names people in histories and in the audit log. */
        @WithDefault("sub")
        String nameClaim();

        /** Values of the roles claim that make a viewer. */
        @WithDefault("viewer")
        String viewers();

        /** Values of the roles claim that make a responder. */
        @WithDefault("responder")
        String responders();

        /** Values of the roles claim that make an admin. */
        @WithDefault("admin")
        String admins();

        /** What is asked for when somebody logs in. */
        @WithDefault("openid")
        String scopes();
    }

    /** One bearer token. */
    interface TokenSettings {

        /** SHA-256 of the token, in hexadecimal. */
        @WithName("sha256")
        Optional<String> sha256();

        /** {@code viewer}, {@code responder} or {@code admin}. */
        Optional<String> role();
    }
}
