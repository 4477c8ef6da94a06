package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.finding.FindingPage;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of findings. */
@RegisterForReflection
@Schema(name = "FindingPage", description = "One page of findings, newest first.")
record FindingPageBody(
        @Schema(description = "The findings, without their records.")
        List<FindingBody> items,

        @Schema(nullable = true, description = "Give it as the parameter cursor for the next page; null on the last.")
        @Nullable
        String nextCursor) {

    FindingPageBody {
        items = List.copyOf(items);
    }

    static FindingPageBody of(FindingPage page) {
        return new FindingPageBody(
                page.items().stream()
                        .map(finding -> FindingBody.listed(finding))
                        .toList(),
                page.next() == null ? null : Cursor.of(page.next()));
    }
}
