package io.tamperwatch.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.tamperwatch.web.Token.Role;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The identities a request can have. */
final class Callers {

    private Callers() {}

    static SecurityIdentity holder(Token token) {
        return named(token.name(), token.role());
    }

    /** Whoever calls when there is no access control. */
    static SecurityIdentity anybody() {
        return named("anybody", Role.ADMIN);
    }

    /** Whom the OpenID provider knows; without a role it may do nothing. */
    static SecurityIdentity known(OpenIdCaller caller) {
        return builder(caller.name(), caller.role().map(Callers::labels).orElse(Set.of()))
                .addAttribute(OpenIdCaller.class.getName(), caller)
                .build();
    }

    static SecurityIdentity named(String name, Role role) {
        return builder(name, labels(role)).build();
    }

    private static QuarkusSecurityIdentity.Builder builder(String name, Set<String> roles) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRoles(roles);
    }

    private static Set<String> labels(Role role) {
        return Stream.of(Role.values())
                .filter(other -> other.compareTo(role) <= 0)
                .map(Role::label)
                .collect(Collectors.toSet());
    }
}
