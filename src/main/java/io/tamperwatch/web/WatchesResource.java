package io.tamperwatch.web;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tamperwatch.account.Discovery;
import io.tamperwatch.queue.QueueReports;
import io.tamperwatch.watch.AwsTime;
import io.tamperwatch.watch.Watches;
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

/** How, where and how completely events are read. */
@Path("/watches")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "watches")
@APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
@APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
@APIResponse(responseCode = "500", ref = ApiDescription.FAILED)
@APIResponse(responseCode = "503", ref = ApiDescription.UNAVAILABLE)
class WatchesResource {

    private final Watches watches;
    private final Discovery discovery;
    private final QueueReports queues;
    private final AwsTime awsTime;

    WatchesResource(Watches watches, Discovery discovery, QueueReports queues, AwsTime awsTime) {
        this.watches = watches;
        this.discovery = discovery;
        this.queues = queues;
        this.awsTime = awsTime;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listWatches",
            summary = "Every watch",
            description = "How each reads, up to when each name is complete, gaps, progress through the past, the last"
                    + " poll, its outcome and error, and the requests used; what queues have announced and nothing has"
                    + " confirmed yet, and whether the clock is AWS's.")
    @APIResponse(
            responseCode = "200",
            description = "The watches.",
            content = @Content(schema = @Schema(implementation = WatchesBody.class)))
    public WatchesBody list(@Context UriInfo uri) {
        Parameters.none(uri.getQueryParameters());
        return WatchesBody.of(watches.report(), discovery.report(), queues.reports(), awsTime.compared());
    }
}
