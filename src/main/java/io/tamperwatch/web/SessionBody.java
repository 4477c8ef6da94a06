package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.SessionTrace;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the session that made the call began and what else it did, or why that is not told. */
@RegisterForReflection
@Schema(
        name = "Session",
        description =
                "Where the temporary access key came from that made the call, and what else was done with it. Looked up"
                        + " after the finding was stored, for findings of medium severity and above.")
record SessionBody(
        @Schema(
                description =
                        "How far that is known. Waiting: not looked for yet. Below-medium: not looked for, because of"
                                + " the finding's severity.",
                enumeration = {
                    "traced",
                    "incomplete",
                    "not-found",
                    "out-of-window",
                    "denied",
                    "failed",
                    "waiting",
                    "no-temporary-key",
                    "below-medium"
                })
        String result,

        @Schema(
                description = "Where the trace ends, and what keeps it from going on.",
                examples = "The session began with alice's own long-term credentials.")
        String why,

        @Schema(
                description =
                        "From the key that made the call upwards: what issued it, what issued its caller's key, and so"
                                + " on.")
        List<LinkBody> links,

        @Schema(
                nullable = true,
                implementation = ActivityBody.class,
                description = "What else was done with the key. Null when that was not looked up.")
        @Nullable
        ActivityBody activity,

        @Schema(nullable = true, description = "When it was last looked for.") @Nullable
        Instant lookedAt,

        @Schema(nullable = true, description = "When it is looked for again; null when it is not.") @Nullable
        Instant againAt) {

    SessionBody {
        links = List.copyOf(links);
    }

    static SessionBody of(Finding finding) {
        SessionTrace trace = finding.knowledge().session();
        if (trace != null) {
            return of(trace, finding.accountId());
        }
        if (!finding.actor().usedTemporaryKey()) {
            return absent("no-temporary-key", "The call was not made with a temporary access key.");
        }
        return finding.severity().compareTo(Severity.MEDIUM) > 0
                ? absent("below-medium", "Sessions are traced for findings of medium severity and above.")
                : absent("waiting", "The session has not been looked for yet: reading new events goes first.");
    }

    private static SessionBody absent(String result, String why) {
        return new SessionBody(result, why, List.of(), null, null, null);
    }

    private static SessionBody of(SessionTrace trace, @Nullable String accountId) {
        SessionTrace.Activity activity = trace.activity();
        return new SessionBody(
                trace.result().label(),
                trace.why(),
                trace.links().stream().map(link -> LinkBody.of(link, accountId)).toList(),
                activity == null ? null : ActivityBody.of(activity),
                trace.lookedAt(),
                trace.againAt());
    }

    @RegisterForReflection
    @Schema(name = "SessionLink", description = "An event that issued temporary credentials.")
    record LinkBody(
            @Schema(description = "The access key it issued; not a secret.", examples = "ASIAIOSFODNN7EXAMPLE")
            String accessKeyId,

            @Schema(description = "The CloudTrail event id.")
            String eventId,

            @Schema(description = "The AWS service called.", examples = "sts.amazonaws.com")
            String eventSource,

            @Schema(description = "The API call.", examples = "AssumeRole")
            String eventName,

            @Schema(description = "When AWS says it happened.")
            Instant occurredAt,

            @Schema(description = "The Region the event is recorded in.")
            String region,

            @Schema(description = "Who asked for the credentials.")
            ActorBody caller,

            @Schema(nullable = true, description = "From where they asked, as recorded.") @Nullable
            String sourceAddress,

            @Schema(nullable = true, description = "As sent by the caller, who may write anything into it.") @Nullable
            String userAgent,

            @Schema(nullable = true, description = "The role whose credentials were issued.") @Nullable
            String role,

            @Schema(nullable = true, description = "When the credentials stop working, as AWS answered.") @Nullable
            String expiresAt) {

        static LinkBody of(SessionTrace.Link link, @Nullable String accountId) {
            return new LinkBody(
                    link.accessKeyId(),
                    link.eventId(),
                    link.eventSource(),
                    link.eventName(),
                    link.occurredAt(),
                    link.region(),
                    ActorBody.of(link.caller(), accountId),
                    link.sourceAddress(),
                    link.userAgent(),
                    link.role(),
                    link.expiresAt());
        }
    }

    @RegisterForReflection
    @Schema(name = "SessionActivity", description = "What was done with one access key.")
    record ActivityBody(
            @Schema(description = "Beginning of what was looked through, inclusive.")
            Instant from,

            @Schema(description = "Its end, inclusive.") Instant until,

            @Schema(description = "How many events were seen, the finding's own left out.", examples = "12")
            int events,

            @Schema(description = "How many of them did not succeed.", examples = "1")
            int failures,

            @Schema(description = "False when there were more than are read, or more kinds than are listed.")
            boolean complete,

            @Schema(description = "The events by what they are, newest first.")
            List<DeedBody> deeds) {

        ActivityBody {
            deeds = List.copyOf(deeds);
        }

        static ActivityBody of(SessionTrace.Activity activity) {
            return new ActivityBody(
                    activity.from(),
                    activity.until(),
                    activity.events(),
                    activity.failures(),
                    activity.complete(),
                    activity.deeds().stream().map(DeedBody::of).toList());
        }
    }

    @RegisterForReflection
    @Schema(name = "SessionDeed", description = "Calls that are alike.")
    record DeedBody(
            @Schema(description = "The AWS service called.", examples = "iam.amazonaws.com")
            String eventSource,

            @Schema(description = "The API call.", examples = "ListSigningCertificates")
            String eventName,

            @Schema(description = "The Region they are recorded in.", examples = "us-east-1")
            String region,

            @Schema(
                    description = "What AWS answered.",
                    enumeration = {"succeeded", "denied", "failed"})
            String outcome,

            @Schema(nullable = true, description = "AWS's error code of calls that did not succeed.") @Nullable
            String errorCode,

            @Schema(description = "How many.", examples = "3")
            int count,

            @Schema(description = "The earliest of them.") Instant firstAt,
            @Schema(description = "The latest of them.") Instant lastAt) {

        static DeedBody of(SessionTrace.Deed deed) {
            return new DeedBody(
                    deed.eventSource(),
                    deed.eventName(),
                    deed.region(),
                    deed.outcome().label(),
                    deed.errorCode(),
                    deed.count(),
                    deed.firstAt(),
                    deed.lastAt());
        }
    }
}
