package io.tamperwatch.web;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.remediation.Remediations;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What to do about a finding. */
@Path("/findings/{id}/remediation")
@Produces({MediaType.APPLICATION_JSON, RemediationAnswer.MARKDOWN, RemediationAnswer.SHELL, RemediationAnswer.PYTHON})
@RunOnVirtualThread
@Tag(name = "findings")
@APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
@APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
@APIResponse(responseCode = "500", ref = ApiDescription.FAILED)
@APIResponse(responseCode = "503", ref = ApiDescription.UNAVAILABLE)
class RemediationResource {

    private final FindingStore store;
    private final Remediations remediations;

    RemediationResource(FindingStore store, Remediations remediations) {
        this.store = store;
        this.remediations = remediations;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getRemediation",
            summary = "What to do about it, with its own names",
            description = "Without a format the steps as JSON; markdown is all three routes for reading, cli a bash"
                    + " script over the AWS CLI, python a program over boto3. The scripts check the account, show"
                    + " what they will do and ask before they change anything; contain and prevent run only when"
                    + " named. This product itself changes nothing.")
    @Parameter(
            name = RemediationAnswer.FORMAT,
            in = ParameterIn.QUERY,
            description = "The form of the answer; JSON when left out.",
            schema =
                    @Schema(
                            implementation = String.class,
                            enumeration = {"markdown", "cli", "python"}))
    @APIResponse(
            responseCode = "200",
            description = "The remediation.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = RemediationBody.class)),
                @Content(mediaType = RemediationAnswer.MARKDOWN, schema = @Schema(implementation = String.class)),
                @Content(mediaType = RemediationAnswer.SHELL, schema = @Schema(implementation = String.class)),
                @Content(mediaType = RemediationAnswer.PYTHON, schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
    public Response remediation(
            @Parameter(description = "The CloudTrail event id.", example = "0e3c5ee2-7a8f-4f33-9d62-6b1f9d0a1c11")
                    @PathParam("id")
                    String id,
            @Context UriInfo uri) {
        RemediationAnswer answer = RemediationAnswer.of(uri);
        return answer.with(remediations.of(find(id)).orElseThrow(NoRemediation::new));
    }

    private Finding find(String id) {
        if (!Parameters.isPlain(id)) {
            throw new NotFoundException();
        }
        return store.find(id).orElseThrow(NotFoundException::new);
    }
}
