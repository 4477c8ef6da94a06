package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many deliveries begin anew. */
@RegisterForReflection
@Schema(name = "Redelivered", description = "How many deliveries begin anew.")
record RedeliveredBody(
        @Schema(description = "How many there are.", examples = "3")
        int redelivered) {}
