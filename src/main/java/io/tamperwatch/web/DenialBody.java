package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.event.Denial;
import io.tamperwatch.event.PolicyType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A refusal, as the API tells it. */
@RegisterForReflection
@Schema(name = "Denial", description = "What the refusal of a call says. CloudTrail records no request for such calls.")
record DenialBody(
        @Schema(description = "What was refused.", examples = "iam:DeleteSigningCertificate")
        String action,

        @Schema(description = "Who was refused.", examples = "arn:aws:iam::111122223333:user/eve")
        String principal,

        @Schema(
                nullable = true,
                description = "What the call was aimed at: an ARN, or a kind and a name.",
                examples = "user alice")
        @Nullable
        String resource,

        @Schema(
                nullable = true,
                description = "The kind of policy that decided; null when the refusal does not say.",
                enumeration = {
                    "identity-based",
                    "resource-based",
                    "permissions-boundary",
                    "service-control",
                    "resource-control",
                    "session",
                    "vpc-endpoint",
                    "role-trust"
                })
        @Nullable
        String policyType,

        @Schema(
                nullable = true,
                description =
                        "True when such a policy denies the call, false when none of them allows it; null when the"
                                + " refusal does not say.")
        @Nullable
        Boolean explicit) {

    static @Nullable DenialBody of(@Nullable Denial denial) {
        if (denial == null) {
            return null;
        }
        PolicyType policyType = denial.policyType();
        return new DenialBody(
                denial.action(),
                denial.principal(),
                denial.resource(),
                policyType == null ? null : policyType.label(),
                denial.explicit());
    }
}
