package io.tamperwatch.posture;

import io.tamperwatch.inventory.trust.Audience;
import io.tamperwatch.inventory.trust.Reach;
import io.tamperwatch.inventory.trust.Subject;
import io.tamperwatch.inventory.trust.TrustPolicy;
import io.tamperwatch.inventory.trust.TrustRelation;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a role's trust policy lets in everybody who has a token of an OpenID Connect provider. */
final class WebIdentityTrust {

    private static final String RESOURCE = ":oidc-provider/";

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
        return TrustPolicy.read(trust).stream()
                .flatMap(policy -> policy.webIdentityProviders().stream()
                        .flatMap(provider -> policy.relations(provider).stream()
                                .flatMap(relation -> lacking(provider, relation).stream())))
                .findFirst();
    }

    private static Optional<String> lacking(String provider, TrustRelation relation) {
        if (relation.reach() == Reach.OUTSIDE || relation.reach() == Reach.REFUSES || limitsSubjects(relation)) {
            return Optional.empty();
        }
        if (relation.audience() == Audience.ANY || relation.audiences().isEmpty()) {
            return Optional.of(
                    "trusts " + provider + " without a condition on audience or subject: any of its tokens will do");
        }
        return OPEN_TO_ALL.contains(issuer(provider))
                ? Optional.of("trusts " + provider
                        + " by audience alone, and anybody can have a token of this provider: a condition on the"
                        + " subject is needed")
                : Optional.empty();
    }

    /** Ruling out some subjects leaves all others. */
    private static boolean limitsSubjects(TrustRelation relation) {
        return relation.subject() != Subject.ANY && relation.subject() != Subject.EXCLUDING;
    }

    private static String issuer(String provider) {
        int at = provider.indexOf(RESOURCE);
        return (at < 0 ? provider : provider.substring(at + RESOURCE.length())).toLowerCase(Locale.ROOT);
    }
}
