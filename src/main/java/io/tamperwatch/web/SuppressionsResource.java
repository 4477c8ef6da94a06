package io.tamperwatch.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.finding.Suppression;
import io.tamperwatch.finding.Suppressions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What is expected for a while. */
@Path("/suppressions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "suppressions")
@APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
@APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
@APIResponse(responseCode = "500", ref = ApiDescription.FAILED)
@APIResponse(responseCode = "503", ref = ApiDescription.UNAVAILABLE)
class SuppressionsResource {

    private final Suppressions suppressions;
    private final Catalogue catalogue;
    private final Requester caller;
    private final ObjectMapper json;
    private final Clock clock;

    SuppressionsResource(
            Suppressions suppressions, Catalogue catalogue, Requester caller, ObjectMapper json, Clock clock) {
        this.suppressions = suppressions;
        this.catalogue = catalogue;
        this.caller = caller;
        this.json = json;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listSuppressions",
            summary = "Every suppression",
            description = "Those that have expired or were ended stay in the list: they explain suppressed findings.")
    @APIResponse(
            responseCode = "200",
            description = "The suppressions, newest first.",
            content = @Content(schema = @Schema(implementation = SuppressionsBody.class)))
    public SuppressionsBody list(@Context UriInfo uri) {
        Parameters.none(uri.getQueryParameters());
        return new SuppressionsBody(suppressions.all().stream().map(this::body).toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.RESPONDER)
    @Operation(
            operationId = "addSuppression",
            summary = "Expect something for a while",
            description =
                    "From the answer on, new findings that match arrive suppressed, on every replica, until it expires or is"
                            + " ended. Those that are open become suppressed before the answer, or later by themselves should"
                            + " the store fail meanwhile; what somebody has moved since stays as it is.")
    @APIResponse(
            responseCode = "201",
            description = "The suppression.",
            content = @Content(schema = @Schema(implementation = SuppressionBody.class)))
    public RestResponse<SuppressionBody> add(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = NewSuppression.class)))
                    String body,
            @Context UriInfo uri) {
        Parameters.none(uri.getQueryParameters());
        Suppression suppression = NewSuppression.read(body, json, catalogue, caller.name(), clock.instant());
        suppressions.begin(suppression, caller.address());
        return RestResponse.status(RestResponse.Status.CREATED, body(suppression));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.RESPONDER)
    @Operation(
            operationId = "endSuppression",
            summary = "End a suppression early",
            description =
                    "Nothing new is suppressed by it. Findings it has suppressed stay so; reopen those that matter. One that"
                            + " has expired or was ended stays as it is.")
    @APIResponse(
            responseCode = "200",
            description = "The suppression as it is now.",
            content = @Content(schema = @Schema(implementation = SuppressionBody.class)))
    @APIResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
    public SuppressionBody end(
            @Parameter(description = "The suppression's id.") @PathParam("id") String id, @Context UriInfo uri) {
        Parameters.none(uri.getQueryParameters());
        if (!Parameters.isPlain(id)) {
            throw new NotFoundException();
        }
        return body(suppressions.end(id, caller.name(), caller.address()).orElseThrow(NotFoundException::new));
    }

    private SuppressionBody body(Suppression suppression) {
        return SuppressionBody.of(suppression, state(suppression));
    }

    private String state(Suppression suppression) {
        if (suppression.endedAt() != null) {
            return "ended";
        }
        if (!suppression.isActive(clock.instant())) {
            return "expired";
        }
        return suppressions.expiresSoon(suppression) ? "expiring" : "active";
    }
}
