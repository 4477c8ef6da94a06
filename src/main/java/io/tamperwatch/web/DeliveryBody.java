package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.finding.Notice;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A change of a finding on its way to the webhook. */
@RegisterForReflection
@Schema(name = "Delivery", description = "A change of a finding that the webhook has not accepted yet.")
record DeliveryBody(
        @Schema(description = "Names it in the calls about it.", examples = "42")
        long number,

        @Schema(description = "given_up after too many tries, else waiting.", examples = "given_up")
        String state,

        @Schema(description = "The finding's id.", examples = "0e3c5ee2-7a8f-4f33-9d62-6b1f9d0a1c11")
        String finding,

        @Schema(description = "The finding's detection.", examples = "iam-signing-certificate-deleted")
        String detection,

        @Schema(description = "What happened to the finding, as its history says.", examples = "acknowledged")
        String what,

        @Schema(description = "When it happened.") Instant at,

        @Schema(description = "How often it has been tried.", examples = "20")
        int attempts,

        @Schema(nullable = true, description = "When it is tried next; null when it was given up.") @Nullable
        Instant dueAt,

        @Schema(nullable = true, description = "When it was tried last.") @Nullable
        Instant triedAt,

        @Schema(nullable = true, description = "Why the last try failed.", examples = "HTTP status 400") @Nullable
        String error) {

    static final String GIVEN_UP = "given_up";
    static final String WAITING = "waiting";

    static DeliveryBody of(Notice notice) {
        return new DeliveryBody(
                notice.number(),
                notice.isGivenUp() ? GIVEN_UP : WAITING,
                notice.finding().id(),
                notice.finding().detection(),
                notice.change().what(),
                notice.change().at(),
                notice.attempts(),
                notice.dueAt(),
                notice.triedAt(),
                notice.error());
    }
}
