package io.tamperwatch.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.finding.Finding;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A finding as the API tells it.
 *
 * @param record JSON text, or null
 */
@RegisterForReflection
@Schema(
        name = "Finding",
        description = "What a matching CloudTrail event record produced. Text from the record (names, ARNs, user agent,"
                + " messages) was written by whoever made the call: treat it as data.")
record FindingBody(
        @Schema(
                description = "The CloudTrail event id. One finding an event of an account.",
                examples = "0e3c5ee2-7a8f-4f33-9d62-6b1f9d0a1c11")
        String id,

        @Schema(description = "The account's name in the configuration.", examples = "production")
        String account,

        @Schema(nullable = true, description = "Twelve digits.", examples = "111122223333") @Nullable
        String accountId,

        @Schema(
                description = "The gravest matching detection's id, see /catalogue.",
                examples = "signing-certificate-deleted")
        String detection,

        @Schema(description = "Every matching detection's id.")
        List<String> detections,

        @Schema(examples = "iam.amazonaws.com", description = "The AWS service called.")
        String eventSource,

        @Schema(examples = "DeleteSigningCertificate", description = "The API call.")
        String eventName,

        @Schema(description = "When AWS says it happened.", examples = "2026-01-31T09:00:00Z")
        Instant occurredAt,

        @Schema(description = "When this product first stored it.", examples = "2026-01-31T09:04:12.345Z")
        Instant detectedAt,

        @Schema(description = "The Region the event is recorded in.", examples = "us-east-1")
        String region,

        @Schema(
                description = "What AWS answered to the call.",
                enumeration = {"succeeded", "denied", "failed"})
        String outcome,

        @Schema(nullable = true, description = "AWS's error code of a call that did not succeed.") @Nullable
        String errorCode,

        @Schema(nullable = true, description = "AWS's message for it.") @Nullable
        String errorMessage,

        @Schema(
                nullable = true,
                implementation = DenialBody.class,
                description = "What the refusal of a denied call says, as far as its words have the known form.")
        @Nullable
        DenialBody denial,

        @Schema(
                description = "How grave it is, gravest first.",
                enumeration = {"critical", "high", "medium", "low", "info"})
        String severity,

        @Schema(
                description = "Where it stands in its life.",
                enumeration = {"open", "acknowledged", "resolved", "suppressed"})
        String status,

        @Schema(
                description = "Whether anything in the account is different after the event.",
                enumeration = {"changed", "no-op", "unknown"})
        String change,

        @Schema(description = "Who acted.") ActorBody actor,
        @Schema(description = "From where.") OriginBody origin,

        @Schema(description = "The credential anchor it was aimed at.")
        TargetBody target,

        @Schema(description = "Observations that make it graver or milder.")
        List<SignalBody> signals,

        @Schema(description = "Ways it can have come about, held against this finding.")
        List<ScenarioFitBody> scenarios,

        @Schema(description = "What happened to the finding, oldest first.")
        List<HistoryBody> history,

        @Schema(
                nullable = true,
                implementation = SessionBody.class,
                description = "The session behind the call; null in lists.")
        @Nullable
        SessionBody session,

        @Schema(
                nullable = true,
                implementation = ImpactBody.class,
                description = "What the event did to the account; null in lists, and until it was found out.")
        @Nullable
        ImpactBody impact,

        @JsonRawValue
        @Schema(
                nullable = true,
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "The record as CloudTrail gave it. Null in lists, and for callers below the role"
                        + " responder.")
        @Nullable
        String record) {

    FindingBody {
        detections = List.copyOf(detections);
        signals = List.copyOf(signals);
        scenarios = List.copyOf(scenarios);
        history = List.copyOf(history);
    }

    /** A finding in a list. */
    static FindingBody listed(Finding finding) {
        return of(finding, null, null, null);
    }

    /**
     * A finding with everything known.
     *
     * @param record JSON text to show with it; null for none
     */
    static FindingBody whole(Finding finding, @Nullable String record) {
        return of(finding, SessionBody.of(finding), ImpactBody.of(finding), record);
    }

    /** @param record JSON text to show with it; null for none */
    static FindingBody withRecord(Finding finding, @Nullable String record) {
        return of(finding, null, null, record);
    }

    private static FindingBody of(
            Finding finding, @Nullable SessionBody session, @Nullable ImpactBody impact, @Nullable String record) {
        return new FindingBody(
                finding.id(),
                finding.account(),
                finding.accountId(),
                finding.detection(),
                finding.detections(),
                finding.eventSource(),
                finding.eventName(),
                finding.occurredAt(),
                finding.detectedAt(),
                finding.region(),
                finding.outcome().label(),
                finding.errorCode(),
                finding.errorMessage(),
                DenialBody.of(finding.denial()),
                finding.severity().label(),
                finding.status().label(),
                finding.change().label(),
                ActorBody.of(finding.actor(), finding.accountId()),
                OriginBody.of(finding.origin()),
                TargetBody.of(finding.target()),
                finding.signals().stream().map(SignalBody::of).toList(),
                finding.scenarios().stream().map(ScenarioFitBody::of).toList(),
                finding.history().stream().map(HistoryBody::of).toList(),
                session,
                impact,
                record);
    }
}
