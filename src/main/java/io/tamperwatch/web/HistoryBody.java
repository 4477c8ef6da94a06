package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.finding.HistoryEntry;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An entry of a finding's history, as the API tells it. */
@RegisterForReflection
@Schema(name = "HistoryEntry", description = "Something that happened to a finding.")
record HistoryBody(
        @Schema(description = "When, by this product's clock.", examples = "2026-01-31T09:04:12.345Z")
        Instant at,

        @Schema(description = "What happened.", examples = "detected")
        String what,

        @Schema(nullable = true, description = "Who did it; null when the product itself did.") @Nullable
        String who,

        @Schema(nullable = true, description = "What they wrote.") @Nullable
        String note) {

    static HistoryBody of(HistoryEntry entry) {
        return new HistoryBody(entry.at(), entry.what(), entry.who(), entry.note());
    }
}
