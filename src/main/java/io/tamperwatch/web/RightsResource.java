package io.tamperwatch.web;

import io.tamperwatch.rights.Rights;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What this process may do in each account. */
@Path("/rights")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "watches")
@APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
@APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
@APIResponse(responseCode = "500", ref = ApiDescription.FAILED)
class RightsResource {

    private final Rights rights;

    RightsResource(Rights rights) {
        this.rights = rights;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listRights",
            summary = "Which permissions there are and which are missing",
            description =
                    "Learned from what AWS answers to this process, with one cheap call an hour for a permission of"
                            + " which nothing else is heard. Says what each switches off, and the policy statement to"
                            + " add.")
    @APIResponse(
            responseCode = "200",
            description = "The accounts.",
            content = @Content(schema = @Schema(implementation = RightsBody.class)))
    public RightsBody list(@Context UriInfo uri) {
        Parameters.none(uri.getQueryParameters());
        return RightsBody.of(rights.all());
    }
}
