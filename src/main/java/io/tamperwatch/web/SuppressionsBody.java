package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All suppressions. */
@RegisterForReflection
@Schema(name = "Suppressions", description = "Every suppression there ever was, newest first.")
record SuppressionsBody(
        @Schema(description = "The suppressions.") List<SuppressionBody> items) {

    SuppressionsBody {
        items = List.copyOf(items);
    }
}
