package io.tamperwatch.posture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a role's trust policy lets in everybody who has a token of an OpenID Connect provider. */
final class WebIdentityTrust {

    private static final String ACTION = "sts:AssumeRoleWithWebIdentity";

    /** Issuers whose tokens anybody can have: an audience alone tells nothing there. */
    private static final Set<String> OPEN_TO_ALL = Set.of(
            "token.actions.githubusercontent.com",
            "gitlab.com",
            "app.terraform.io",
            "agent.buildkite.com",
            "oidc.vercel.com",
            "accounts.google.com",
            "cognito-identity.amazonaws.com",
            "graph.facebook.com",
            "www.amazon.com");

    private WebIdentityTrust() {}

    /** What is lacking in the trust policy; empty when nothing is, or when it trusts no such provider. */
    static Optional<String> lacking(String trust) {
        return IdentityPolicy.statements(trust).orElse(List.of()).stream()
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .filter(statement -> Statement.texts(statement.path("Action")).stream()
                        .anyMatch(pattern -> Glob.action(pattern, ACTION)))
                .flatMap(WebIdentityTrust::lacking)
                .findFirst();
    }

    private static Stream<String> lacking(JsonNode statement) {
        return Statement.texts(statement.path("Principal").path("Federated")).stream()
                .filter(provider -> !provider.contains(":saml-provider/"))
                .flatMap(provider -> lacking(statement, provider).stream());
    }

    private static Optional<String> lacking(JsonNode statement, String provider) {
        String issuer = provider.substring(
                provider.indexOf(":oidc-provider/") < 0
                        ? 0
                        : provider.indexOf(":oidc-provider/") + ":oidc-provider/".length());
        boolean audience = isLimited(statement, "aud");
        boolean subject = isLimited(statement, "sub");
        if (!audience && !subject) {
            return Optional.of(
                    "trusts " + provider + " without a condition on audience or subject: any of its tokens will do");
        }
        return !subject && OPEN_TO_ALL.contains(issuer.toLowerCase(Locale.ROOT))
                ? Optional.of("trusts " + provider
                        + " by audience alone, and anybody can have a token of this provider: a condition on the"
                        + " subject is needed")
                : Optional.empty();
    }

    /** A condition that also holds when the claim is missing, or for any value, limits nothing. */
    private static boolean isLimited(JsonNode statement, String claim) {
        return statement.path("Condition").properties().stream()
                .filter(operator -> limits(operator.getKey()))
                .flatMap(operator -> operator.getValue().properties().stream())
                .filter(condition -> condition.getKey().toLowerCase(Locale.ROOT).endsWith(":" + claim))
                .map(condition -> Statement.texts(condition.getValue()))
                .anyMatch(values -> values.stream().noneMatch(value -> value.matches("[*?]+")));
    }

    private static boolean limits(String operator) {
        String name = operator.toLowerCase(Locale.ROOT);
        return !name.endsWith("ifexists")
                && !name.startsWith("forallvalues:")
                && (name.endsWith("stringequals")
                        || name.endsWith("stringlike")
                        || name.endsWith("stringequalsignorecase"))
                && !name.contains("not");
    }
}
