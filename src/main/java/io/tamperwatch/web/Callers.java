package io.tamperwatch.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.tamperwatch.web.Token.Role;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The identities a request can have. */
final class Callers {

    private Callers() {}

    static SecurityIdentity holder(Token token) {
        return identity(token.name(), token.role());
    }

    /** Whoever calls when there is no access control. */
    static SecurityIdentity anybody() {
        return identity("anybody", Role.ADMIN);
    }

    private static SecurityIdentity identity(String name, Role role) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRoles(Stream.of(Role.values())
                        .filter(other -> other.compareTo(role) <= 0)
                        .map(Role::label)
                        .collect(Collectors.toSet()))
                .build();
    }
}
