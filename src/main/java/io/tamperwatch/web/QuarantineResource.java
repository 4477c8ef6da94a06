package io.tamperwatch.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tamperwatch.finding.FindingStore;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Records that could not be read. */
@Path("/quarantine")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "findings")
@APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
@APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
@APIResponse(responseCode = "500", ref = ApiDescription.FAILED)
@APIResponse(responseCode = "503", ref = ApiDescription.UNAVAILABLE)
class QuarantineResource {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private final FindingStore store;
    private final SecurityIdentity caller;

    QuarantineResource(FindingStore store, SecurityIdentity caller) {
        this.store = store;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listQuarantine",
            summary = "Records that could not be read, newest first",
            description = "They are kept as they came. The text itself comes for the roles responder and admin.")
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
            description = "The records.",
            content = @Content(schema = @Schema(implementation = QuarantineBody.class)))
    public QuarantineBody list(@Context UriInfo uri) {
        var parameters = new Parameters(uri.getQueryParameters(), Set.of("limit"));
        int limit = parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        parameters.check();
        boolean withRecord = caller.hasRole(Roles.RESPONDER);
        return new QuarantineBody(
                store.quarantined(limit).stream()
                        .map(record -> QuarantineBody.Item.of(record, withRecord))
                        .toList(),
                store.countQuarantined());
    }
}
