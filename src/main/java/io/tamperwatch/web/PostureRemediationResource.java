package io.tamperwatch.web;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tamperwatch.posture.Posture;
import io.tamperwatch.posture.PostureState;
import io.tamperwatch.remediation.PostureRemediations;
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

/** What to do about a posture check that fails. */
@Path("/posture/{account}/{check}/remediation")
@Produces({MediaType.APPLICATION_JSON, RemediationAnswer.MARKDOWN, RemediationAnswer.SHELL, RemediationAnswer.PYTHON})
@RunOnVirtualThread
@Tag(name = "posture")
@APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
@APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
@APIResponse(responseCode = "500", ref = ApiDescription.FAILED)
@APIResponse(responseCode = "503", ref = ApiDescription.UNAVAILABLE)
class PostureRemediationResource {

    private final Posture posture;
    private final PostureRemediations remediations;

    PostureRemediationResource(Posture posture, PostureRemediations remediations) {
        this.posture = posture;
        this.remediations = remediations;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getPostureRemediation",
            summary = "What to do about a check that fails",
            description = "One step for each thing it fails for; 404 while it passes.")
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
            @Parameter(description = "The account's name in the configuration.", example = "production")
                    @PathParam("account")
                    String account,
            @Parameter(description = "The check's id.", example = "user-mfa-console") @PathParam("check") String check,
            @Context UriInfo uri) {
        RemediationAnswer answer = RemediationAnswer.of(uri);
        if (!posture.accounts().contains(account)) {
            throw new NotFoundException();
        }
        PostureState state = posture.states(account).stream()
                .filter(each -> each.check().equals(check))
                .findFirst()
                .orElseThrow(NotFoundException::new);
        return answer.with(remediations.of(state).orElseThrow(NotFoundException::new));
    }
}
