package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.finding.Suppression;
import io.tamperwatch.finding.Suppression.Pattern;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A suppression, as the API tells it. */
@RegisterForReflection
@Schema(
        name = "Suppression",
        description =
                "What is expected for a while. New findings that match arrive suppressed: they are listed and counted"
                        + " but ask nobody for anything.")
record SuppressionBody(
        @Schema(description = "Its name in the API.", examples = "7d0f0c8e-2f0e-4a56-9e39-5b7a4a3c1d2e")
        String id,

        @Schema(nullable = true, description = "A detection's id.", examples = "iam-oidc-client-id-removed") @Nullable
        String detection,

        @Schema(
                nullable = true,
                description = "Pattern for the ARN of the user or role itself, never of a session.",
                examples = "arn:aws:iam::111122223333:role/ci-*")
        @Nullable
        String actor,

        @Schema(
                nullable = true,
                description = "Pattern for a name of the target.",
                examples = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com")
        @Nullable
        String target,

        @Schema(nullable = true, description = "An account's id, or its name in the configuration.") @Nullable
        String account,

        @Schema(description = "Why this is expected.") String reason,
        @Schema(description = "Who made it.") String author,
        @Schema(description = "When it was made.") Instant createdAt,

        @Schema(description = "From then on it covers nothing new.")
        Instant expiresAt,

        @Schema(
                description = "Whether it covers new findings, and whether it expires within seven days.",
                enumeration = {"active", "expiring", "expired", "ended"})
        String state,

        @Schema(nullable = true, description = "When it was ended early.") @Nullable
        Instant endedAt,

        @Schema(nullable = true, description = "Who ended it.") @Nullable
        String endedBy) {

    /** @param state see the schema */
    static SuppressionBody of(Suppression suppression, String state) {
        return new SuppressionBody(
                suppression.id(),
                suppression.detection(),
                text(suppression.actor()),
                text(suppression.target()),
                suppression.account(),
                suppression.reason(),
                suppression.author(),
                suppression.createdAt(),
                suppression.expiresAt(),
                state,
                suppression.endedAt(),
                suppression.endedBy());
    }

    private static @Nullable String text(@Nullable Pattern pattern) {
        return pattern == null ? null : pattern.text();
    }
}
