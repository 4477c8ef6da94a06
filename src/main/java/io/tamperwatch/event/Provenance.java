package io.tamperwatch.event;

import org.jspecify.annotations.Nullable;

/**
 * How an actor came by the credentials used, and who stands behind them, as far as the record itself tells. A member is
 * null when the record does not say, which is never the same as "no" or "nobody".
 *
 * @param person who acted behind a role or a federated identity, in the words of AWS or of an identity provider that AWS
 *     checked; never a session name that its caller was free to choose
 * @param sessionName the session's name; chosen by whoever assumed the role
 * @param sessionStartedAt when the session's credentials were issued, as recorded
 * @param sourceIdentity set when the first role of a chain was assumed and kept through the chain
 * @param onBehalfOf the Identity Center user the call was made for
 * @param identityStoreArn where that user is kept
 * @param provider the OIDC or SAML provider that vouched for the caller
 * @param subject the caller's name at that provider
 * @param issuerType what issued the session: {@code Role}, {@code IAMUser} or {@code Root}
 * @param assumedRoot true when a management account acted as root of this one by {@code sts:AssumeRoot}
 */
public record Provenance(
        @Nullable String person,
        @Nullable String sessionName,
        @Nullable String sessionStartedAt,
        @Nullable String sourceIdentity,
        @Nullable String onBehalfOf,
        @Nullable String identityStoreArn,
        @Nullable String provider,
        @Nullable String subject,
        @Nullable String issuerType,
        @Nullable Boolean assumedRoot) {

    static final Provenance NOTHING = new Provenance(null, null, null, null, null, null, null, null, null, null);
}
