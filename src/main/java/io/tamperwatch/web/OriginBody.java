package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.finding.Origin;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** From where the call came, as the API tells it. */
@RegisterForReflection
@Schema(name = "Origin", description = "From where the call came.")
record OriginBody(
        @Schema(
                nullable = true,
                description = "An address, a service's DNS name or \"AWS Internal\", as recorded.",
                examples = "203.0.113.7")
        @Nullable
        String sourceAddress,

        @Schema(nullable = true, description = "As sent by the caller, who may write anything into it.") @Nullable
        String userAgent,

        @Schema(
                nullable = true,
                description = "Whether a session of the AWS console made the call; null when the record cannot tell.")
        @Nullable
        Boolean console) {

    static OriginBody of(Origin origin) {
        return new OriginBody(origin.sourceAddress(), origin.userAgent(), origin.console());
    }
}
