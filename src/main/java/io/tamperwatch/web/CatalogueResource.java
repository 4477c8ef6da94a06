package io.tamperwatch.web;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.watch.WatchReport;
import io.tamperwatch.watch.Watches;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is looked for. */
@Path("/catalogue")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "catalogue")
@APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
@APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
@APIResponse(responseCode = "500", ref = ApiDescription.FAILED)
@APIResponse(responseCode = "503", ref = ApiDescription.UNAVAILABLE)
class CatalogueResource {

    private final Catalogue catalogue;
    private final Watches watches;

    CatalogueResource(Catalogue catalogue, Watches watches) {
        this.catalogue = catalogue;
        this.watches = watches;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listDetections", summary = "Every detection this process watches")
    @APIResponse(
            responseCode = "200",
            description = "The detections.",
            content = @Content(schema = @Schema(implementation = CatalogueBody.class)))
    public CatalogueBody list(@Context UriInfo uri) {
        Parameters.none(uri.getQueryParameters());
        List<WatchReport> reports = watches.report();
        return new CatalogueBody(catalogue.detections().stream()
                .map(detection -> DetectionBody.of(detection, reports))
                .toList());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getDetection", summary = "One detection, with its scenarios and its runbook")
    @APIResponse(
            responseCode = "200",
            description = "The detection.",
            content = @Content(schema = @Schema(implementation = DetectionBody.class)))
    @APIResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
    public DetectionBody one(
            @Parameter(description = "The detection's id.", example = "signing-certificate-deleted") @PathParam("id")
                    String id,
            @Context UriInfo uri) {
        Parameters.none(uri.getQueryParameters());
        return catalogue
                .byId(id)
                .map(detection -> DetectionBody.of(detection, watches.report()))
                .orElseThrow(NotFoundException::new);
    }
}
