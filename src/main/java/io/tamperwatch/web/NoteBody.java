package io.tamperwatch.web;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Describes the body of a step in a finding's life. */
@Schema(name = "Note", description = "What somebody has to say about a step.")
record NoteBody(
        @Schema(
                nullable = true,
                description = "Goes into the finding's history.",
                maxLength = FindingResource.LONGEST_NOTE,
                examples = "Ticket 4711, I am on it.")
        @Nullable
        String note) {}
