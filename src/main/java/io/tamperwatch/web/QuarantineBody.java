package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.finding.QuarantinedRecord;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The records that could not be read. */
@RegisterForReflection
@Schema(name = "Quarantine", description = "Records that could not be read, newest first.")
record QuarantineBody(
        @Schema(description = "The newest of them.") List<Item> items,
        @Schema(description = "How many there are in all.") long total) {

    /** One of them. */
    @RegisterForReflection
    @Schema(name = "QuarantinedRecord", description = "A record that could not be read, kept as it came.")
    record Item(
            @Schema(description = "The event id where there is one, else the SHA-256 of the text.")
            String id,

            @Schema(description = "The account's name in the configuration.", examples = "production")
            String account,

            @Schema(description = "Where it was read.", examples = "us-east-1")
            String region,

            @Schema(nullable = true, description = "As LookupEvents named the event beside the record.") @Nullable
            String eventName,

            @Schema(description = "Why it could not be read.")
            String reason,

            @Schema(description = "When it was first met.") Instant quarantinedAt,

            @Schema(
                    nullable = true,
                    description = "The text exactly as it came; null for callers below the role responder.")
            @Nullable
            String record) {

        static Item of(QuarantinedRecord quarantined, boolean withRecord) {
            return new Item(
                    quarantined.id(),
                    quarantined.account(),
                    quarantined.region(),
                    quarantined.eventName(),
                    quarantined.reason(),
                    quarantined.quarantinedAt(),
                    withRecord ? quarantined.record() : null);
        }
    }

    QuarantineBody {
        items = List.copyOf(items);
    }
}
