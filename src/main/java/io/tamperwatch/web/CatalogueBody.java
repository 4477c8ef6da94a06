package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The detections of this process. */
@RegisterForReflection
@Schema(name = "Catalogue", description = "The detections this process watches.")
record CatalogueBody(
        @Schema(description = "In the catalogue's order.") List<DetectionBody> items) {

    CatalogueBody {
        items = List.copyOf(items);
    }
}
