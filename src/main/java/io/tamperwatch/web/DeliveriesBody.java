package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is on its way to the webhook. */
@RegisterForReflection
@Schema(name = "Deliveries", description = "Changes of findings that the webhook has not accepted yet, newest first.")
record DeliveriesBody(
        @Schema(description = "The newest of the wanted state.")
        List<DeliveryBody> items,

        @Schema(description = "How many wait to be tried, in all.")
        long waiting,

        @Schema(description = "How many were given up, in all.")
        long givenUp) {

    DeliveriesBody {
        items = List.copyOf(items);
    }
}
