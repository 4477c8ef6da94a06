package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.event.Actor;
import io.tamperwatch.event.Provenance;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who acted, as the API tells it. */
@RegisterForReflection
@Schema(name = "Actor", description = "Who acted.")
record ActorBody(
        @Schema(
                description = "CloudTrail's identity type, or Unknown when the record names none.",
                examples = "AssumedRole")
        String type,

        @Schema(
                nullable = true,
                description = "The caller's ARN; of a role it ends in the session name the caller chose.")
        @Nullable
        String arn,

        @Schema(nullable = true, description = "The shortest name a person would recognise.", examples = "alice")
        @Nullable
        String name,

        @Schema(nullable = true, description = "The caller's account, which may be another.", examples = "111122223333")
        @Nullable
        String accountId,

        @Schema(nullable = true, description = "The access key used; not a secret.") @Nullable
        String accessKeyId,

        @Schema(
                nullable = true,
                description = "Whether the session was authenticated with MFA; null when not recorded.")
        @Nullable
        Boolean mfa,

        @Schema(nullable = true, description = "The role's or user's own ARN behind a session.") @Nullable
        String issuerArn,

        @Schema(nullable = true, description = "The AWS service that called on the actor's behalf.") @Nullable
        String invokedBy,

        @Schema(nullable = true, description = "Whether the caller belongs to another account than the one acted on.")
        @Nullable
        Boolean crossAccount,

        @Schema(
                nullable = true,
                description = "Who stands behind a role or a federated identity, as AWS or a provider it checked says.",
                examples = "alice@example.com")
        @Nullable
        String person,

        @Schema(nullable = true, description = "The session's name, which whoever assumed the role chose.") @Nullable
        String sessionName,

        @Schema(nullable = true, description = "When the session's credentials were issued, as recorded.") @Nullable
        String sessionStartedAt,

        @Schema(nullable = true, description = "The identity set at the first role of a chain and kept through it.")
        @Nullable
        String sourceIdentity,

        @Schema(nullable = true, description = "The Identity Center user the call was made for.") @Nullable
        String onBehalfOf,

        @Schema(nullable = true, description = "The identity store of that user.") @Nullable
        String identityStoreArn,

        @Schema(nullable = true, description = "The OIDC or SAML provider that vouched for the caller.") @Nullable
        String provider,

        @Schema(nullable = true, description = "The caller's name at that provider.") @Nullable
        String subject,

        @Schema(nullable = true, description = "What issued the session: Role, IAMUser or Root.") @Nullable
        String issuerType,

        @Schema(nullable = true, description = "True when a management account acted as root of this account.")
        @Nullable
        Boolean assumedRoot) {

    /** @param accountId the account the call acted on; null when not known */
    static ActorBody of(Actor actor, @Nullable String accountId) {
        Provenance origins = actor.origins();
        return new ActorBody(
                actor.type(),
                actor.arn(),
                actor.name(),
                actor.accountId(),
                actor.accessKeyId(),
                actor.mfa(),
                actor.issuerArn(),
                actor.invokedBy(),
                actor.foreignTo(accountId),
                origins.person(),
                origins.sessionName(),
                origins.sessionStartedAt(),
                origins.sourceIdentity(),
                origins.onBehalfOf(),
                origins.identityStoreArn(),
                origins.provider(),
                origins.subject(),
                origins.issuerType(),
                origins.assumedRoot());
    }
}
