package io.tamperwatch.web;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tamperwatch.finding.NotificationStore;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the webhook has not accepted yet. */
@Path("/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "deliveries")
@APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
@APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
@APIResponse(responseCode = "500", ref = ApiDescription.FAILED)
@APIResponse(responseCode = "503", ref = ApiDescription.UNAVAILABLE)
class DeliveriesResource {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private final NotificationStore store;
    private final Clock clock;

    DeliveriesResource(NotificationStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listDeliveries",
            summary = "What the webhook has not accepted yet, newest first",
            description = "Deliveries that were given up, unless others are asked for. What has been accepted is gone.")
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "Which of them.",
            schema =
                    @Schema(
                            implementation = String.class,
                            enumeration = {DeliveryBody.GIVEN_UP, DeliveryBody.WAITING},
                            defaultValue = DeliveryBody.GIVEN_UP))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many at most.",
            schema =
                    @Schema(
                            implementation = Integer.class,
                            minimum = "1",
                            maximum = "" + MAX_LIMIT,
                            defaultValue = "" + DEFAULT_LIMIT))
    @APIResponse(
            responseCode = "200",
            description = "The deliveries.",
            content = @Content(schema = @Schema(implementation = DeliveriesBody.class)))
    public DeliveriesBody list(@Context UriInfo uri) {
        var parameters = new Parameters(uri.getQueryParameters(), Set.of("state", "limit"));
        int limit = parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Set<String> states = parameters.texts("state");
        if (states.size() > 1
                || !Set.of(DeliveryBody.GIVEN_UP, DeliveryBody.WAITING).containsAll(states)) {
            parameters.refuse("state", String.join(",", states), DeliveryBody.GIVEN_UP + " or " + DeliveryBody.WAITING);
        }
        parameters.check();
        boolean givenUp = !states.contains(DeliveryBody.WAITING);
        return new DeliveriesBody(
                store.notices(givenUp, limit).stream().map(DeliveryBody::of).toList(),
                store.countNotices(false),
                store.countNotices(true));
    }

    @POST
    @Path("/redeliver")
    @RolesAllowed(Roles.ADMIN)
    @Operation(operationId = "redeliverAll", summary = "Try everything again that was given up")
    @APIResponse(
            responseCode = "200",
            description = "How many deliveries begin anew.",
            content = @Content(schema = @Schema(implementation = RedeliveredBody.class)))
    public RedeliveredBody redeliverAll(@Context UriInfo uri) {
        Parameters.none(uri.getQueryParameters());
        return new RedeliveredBody(store.tellAllAgain(clock.instant()));
    }

    @POST
    @Path("/{number}/redeliver")
    @RolesAllowed(Roles.ADMIN)
    @Operation(operationId = "redeliver", summary = "Try one again now, as if it had never been tried")
    @APIResponse(
            responseCode = "200",
            description = "How many deliveries begin anew: one.",
            content = @Content(schema = @Schema(implementation = RedeliveredBody.class)))
    @APIResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
    public RedeliveredBody redeliver(
            @Parameter(description = "The delivery's number.", example = "42") @PathParam("number") String number,
            @Context UriInfo uri) {
        Parameters.none(uri.getQueryParameters());
        if (!number.matches("\\d{1,18}") || !store.tellAgain(Long.parseLong(number), clock.instant())) {
            throw new NotFoundException();
        }
        return new RedeliveredBody(1);
    }
}
