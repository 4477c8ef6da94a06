package io.tamperwatch.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The {@code userIdentity} element. CloudTrail fills different members for each type and sometimes none at all, hence
 * nothing here is required.
 *
 * @param type as recorded ({@code IAMUser}, {@code AssumedRole}, {@code Root} …); null in records that carry no type
 * @param invokedBy the AWS service that made the call on somebody's behalf
 * @param session the session's context; null for long-term credentials without one
 * @param identityProvider issuer of a SAML or web identity
 * @param onBehalfOfUserId the Identity Center user behind the call
 * @param unknown members with no name here, kept as recorded
 */
public record UserIdentity(
        @Nullable String type,
        @Nullable String principalId,
        @Nullable String arn,
        @Nullable String accountId,
        @Nullable String accessKeyId,
        @Nullable String userName,
        @Nullable String invokedBy,
        @Nullable String identityProvider,
        @Nullable String credentialId,
        @Nullable String onBehalfOfUserId,
        @Nullable String identityStoreArn,
        @Nullable Session session,
        ObjectNode unknown) {

    /**
     * The {@code sessionContext} element.
     *
     * @param mfaAuthenticated null when not recorded, which is not the same as "no"
     * @param issuerType {@code Role}, {@code IAMUser} or {@code Root}: what issued the session
     * @param issuerArn the role's (or user's) own ARN, without a session name
     * @param sourceIdentity set by the identity provider or caller at AssumeRole and kept through role chains
     * @param federatedProvider the OIDC or SAML provider that vouched for the session
     * @param assumedRoot true when a management account used AssumeRoot
     */
    public record Session(
            @Nullable Boolean mfaAuthenticated,
            @Nullable String creationDate,
            @Nullable String issuerType,
            @Nullable String issuerPrincipalId,
            @Nullable String issuerArn,
            @Nullable String issuerAccountId,
            @Nullable String issuerUserName,
            @Nullable String sourceIdentity,
            @Nullable String federatedProvider,
            boolean assumedRoot) {}
}
