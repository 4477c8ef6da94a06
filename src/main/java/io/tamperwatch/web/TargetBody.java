package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.finding.Target;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a call was aimed at, as the API tells it. */
@RegisterForReflection
@Schema(
        name = "Target",
        description = "The credential anchor the call was aimed at. Members are null when there is no such thing or the"
                + " record does not say.")
record TargetBody(
        @Schema(description = "What it is.", examples = "signing-certificate")
        String kind,

        @Schema(nullable = true, description = "The IAM user it belongs to.", examples = "alice") @Nullable
        String userName,

        @Schema(nullable = true, description = "The signing certificate.") @Nullable
        String certificateId,

        @Schema(nullable = true, description = "The identity provider.") @Nullable
        String providerArn,

        @Schema(nullable = true, description = "The client id (audience) of an OpenID Connect provider.") @Nullable
        String clientId,

        @Schema(
                nullable = true,
                description = "Name, id or ARN of whatever else was touched: an access key, an MFA device, a trail.",
                examples = "AKIAIOSFODNN7EXAMPLE")
        @Nullable
        String resource) {

    static TargetBody of(Target target) {
        return new TargetBody(
                target.kind(),
                target.userName(),
                target.certificateId(),
                target.providerArn(),
                target.clientId(),
                target.resource());
    }
}
