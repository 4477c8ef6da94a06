package io.tamperwatch.event;

import io.tamperwatch.event.UserIdentity.Session;
import org.jspecify.annotations.Nullable;

/**
 * From the many shapes of {@code userIdentity} to one actor. A session's name, which its caller chooses, never becomes
 * the actor's name where the issuer of the session is known.
 */
final class ActorResolution {

    private static final String UNKNOWN = "Unknown";

    private ActorResolution() {}

    static Actor resolve(UserIdentity identity) {
        Session session = identity.session();
        return new Actor(
                type(identity),
                said(identity.arn()),
                name(identity),
                accountId(identity),
                // empty in console sessions of the root user
                said(identity.accessKeyId()),
                session == null ? null : session.mfaAuthenticated(),
                session == null ? null : said(session.issuerArn()),
                said(identity.invokedBy()),
                ProvenanceReading.of(identity));
    }

    /** Each type's own best name, then whatever else the identity says. */
    private static @Nullable String name(UserIdentity identity) {
        String own = switch (type(identity)) {
            // the recorded user name is the account's alias
            case "Root" -> "root";
            case "AssumedRole", "Role", "FederatedUser" -> first(issuerName(identity), Arns.name(identity.arn()));
            case "AWSService" -> identity.invokedBy();
            case "IdentityCenterUser" -> first(identity.userName(), identity.onBehalfOfUserId());
            case "AWSAccount" -> identity.principalId();
            default -> identity.userName();
        };
        return first(own, otherName(identity));
    }

    private static @Nullable String otherName(UserIdentity identity) {
        String named = first(identity.userName(), first(Arns.name(identity.arn()), issuerName(identity)));
        String recorded = first(identity.principalId(), first(identity.invokedBy(), identity.credentialId()));
        return first(named, first(recorded, identity.accountId()));
    }

    private static @Nullable String issuerName(UserIdentity identity) {
        Session session = identity.session();
        if (session == null) {
            return null;
        }
        if ("Root".equals(session.issuerType())) {
            return "root";
        }
        return first(session.issuerUserName(), Arns.name(session.issuerArn()));
    }

    private static @Nullable String accountId(UserIdentity identity) {
        Session session = identity.session();
        String issuers = session == null ? null : session.issuerAccountId();
        return first(identity.accountId(), first(Arns.accountId(identity.arn()), issuers));
    }

    static String type(UserIdentity identity) {
        String type = said(identity.type());
        return type == null ? UNKNOWN : type;
    }

    static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    static @Nullable String first(@Nullable String one, @Nullable String other) {
        String said = said(one);
        return said == null ? said(other) : said;
    }
}
