package io.tamperwatch.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.tamperwatch.web.Token.Role;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody the OpenID provider knows.
 *
 * @param role empty when nothing it says of them gives one
 */
record OpenIdCaller(String name, Optional<Role> role) {

    /** As long as a subject may be; nothing that ends a line, turns the writing direction or cannot be seen. */
    private static final Pattern NAME =
            Pattern.compile("[^\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}\\p{Cn}]{1,255}");

    /** @throws IllegalArgumentException when the name cannot be shown as what it is */
    OpenIdCaller {
        if (!NAME.matcher(name).matches() || name.isBlank()) {
            throw new IllegalArgumentException("name");
        }
    }

    /** Who made a request, where the OpenID provider said so in the same request. */
    static Optional<OpenIdCaller> of(SecurityIdentity identity) {
        return Optional.ofNullable(identity.getAttribute(OpenIdCaller.class.getName()));
    }
}
