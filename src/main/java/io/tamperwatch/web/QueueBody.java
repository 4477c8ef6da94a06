package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.queue.QueueReport;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What waits in a queue, as the API tells it. */
@RegisterForReflection
@Schema(name = "Queue", description = "A queue that announces events, and what of it waits to be confirmed.")
record QueueBody(
        @Schema(description = "Its name in the configuration.", examples = "fast")
        String queue,

        @Schema(
                description =
                        "How many announced events the event history does not show yet, of those this replica looks"
                                + " up.",
                examples = "0")
        int unconfirmed,

        @Schema(
                nullable = true,
                description = "When the one that has waited longest was first looked up; null when none waits.")
        @Nullable
        Instant since,

        @Schema(
                description =
                        "These events, a hundred at most, those that have waited longest first. Whoever may send to"
                                + " the queue can announce anything: none of them is a finding before it is confirmed.")
        List<HintBody> hints) {

    QueueBody {
        hints = List.copyOf(hints);
    }

    static QueueBody of(QueueReport report) {
        return new QueueBody(
                report.queue(),
                report.unconfirmed(),
                report.since(),
                report.hints().stream().map(HintBody::of).toList());
    }

    /** One that waits. */
    @RegisterForReflection
    @Schema(name = "Hint", description = "An event as a message announced it.")
    record HintBody(
            @Schema(examples = "5f0c1a34-2b7e-4a38-9f1d-0a8f4f1f2c11")
            String eventId,

            @Schema(examples = "DeleteSigningCertificate") String eventName,

            @Schema(examples = "111122223333") String accountId,

            @Schema(examples = "us-east-1") String region,

            @Schema(description = "By the message's word.") Instant occurredAt,

            @Schema(description = "When it was first looked up.")
            Instant since) {

        static HintBody of(QueueReport.Hint hint) {
            return new HintBody(
                    hint.eventId(), hint.eventName(), hint.accountId(), hint.region(), hint.occurredAt(), hint.since());
        }
    }
}
