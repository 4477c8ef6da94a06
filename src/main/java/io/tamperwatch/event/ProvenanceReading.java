package io.tamperwatch.event;

import io.tamperwatch.event.UserIdentity.Session;
import org.jspecify.annotations.Nullable;

/** From {@code userIdentity} to the people and providers behind it. */
final class ProvenanceReading {

    /** Only Identity Center can make roles of this path, and it names their sessions after its users. */
    private static final String IDENTITY_CENTER_ROLE = ":role/aws-reserved/sso.amazonaws.com/";

    private ProvenanceReading() {}

    /** Null when the identity says nothing of the kind. */
    static @Nullable Provenance of(UserIdentity identity) {
        Session session = identity.session();
        Provenance said = new Provenance(
                person(identity),
                Arns.sessionName(identity.arn()),
                session == null ? null : said(session.creationDate()),
                session == null ? null : said(session.sourceIdentity()),
                said(identity.onBehalfOfUserId()),
                said(identity.identityStoreArn()),
                provider(identity),
                subject(identity),
                session == null ? null : said(session.issuerType()),
                (session != null && session.assumedRoot()) ? true : null);
        return said.equals(Provenance.NOTHING) ? null : said;
    }

    /** A source identity outlives a chain of roles, and to set one takes a permission of its own. */
    private static @Nullable String person(UserIdentity identity) {
        Session session = identity.session();
        String source = session == null ? null : session.sourceIdentity();
        String vouched = first(subject(identity), identityCenterName(identity));
        return first(vouched, first(source, identity.onBehalfOfUserId()));
    }

    private static @Nullable String identityCenterName(UserIdentity identity) {
        Session session = identity.session();
        String role = session == null ? null : session.issuerArn();
        return role != null && role.contains(IDENTITY_CENTER_ROLE) ? Arns.sessionName(identity.arn()) : null;
    }

    private static @Nullable String provider(UserIdentity identity) {
        Session session = identity.session();
        return first(identity.identityProvider(), session == null ? null : session.federatedProvider());
    }

    /** A web identity's principal id is {@code <provider>:<audience>:<subject>}; either may hold colons. */
    private static @Nullable String subject(UserIdentity identity) {
        return switch (ActorResolution.type(identity)) {
            case "WebIdentityUser", "SAMLUser" -> first(identity.userName(), principal(identity));
            default -> null;
        };
    }

    private static @Nullable String principal(UserIdentity identity) {
        String principal = said(identity.principalId());
        String provider = said(identity.identityProvider());
        if (principal == null || provider == null || !principal.startsWith(provider + ":")) {
            return principal;
        }
        return principal.substring(provider.length() + 1);
    }

    private static @Nullable String said(@Nullable String text) {
        return ActorResolution.said(text);
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return ActorResolution.first(one, other);
    }
}
