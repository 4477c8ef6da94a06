package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.event.Actor;
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
        String invokedBy) {

    static ActorBody of(Actor actor) {
        return new ActorBody(
                actor.type(),
                actor.arn(),
                actor.name(),
                actor.accountId(),
                actor.accessKeyId(),
                actor.mfa(),
                actor.issuerArn(),
                actor.invokedBy());
    }
}
