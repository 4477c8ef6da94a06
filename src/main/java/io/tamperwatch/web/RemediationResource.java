package io.tamperwatch.web;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.remediation.Remediation;
import io.tamperwatch.remediation.Remediations;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What to do about a finding. */
@Path("/findings/{id}/remediation")
@Produces({
    MediaType.APPLICATION_JSON,
    RemediationResource.MARKDOWN,
    RemediationResource.SHELL,
    RemediationResource.PYTHON
})
@RunOnVirtualThread
@Tag(name = "findings")
@APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
@APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
@APIResponse(responseCode = "500", ref = ApiDescription.FAILED)
@APIResponse(responseCode = "503", ref = ApiDescription.UNAVAILABLE)
class RemediationResource {

    static final String MARKDOWN = "text/markdown";
    static final String SHELL = "text/x-shellscript";
    static final String PYTHON = "text/x-python";

    private static final String FORMAT = "format";

    /** The routes a remediation can be had by; without one it is JSON. */
    private enum Format {
        MARKDOWN,
        CLI,
        PYTHON
    }

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
            name = FORMAT,
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
                @Content(mediaType = MARKDOWN, schema = @Schema(implementation = String.class)),
                @Content(mediaType = SHELL, schema = @Schema(implementation = String.class)),
                @Content(mediaType = PYTHON, schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
    public Response remediation(
            @Parameter(description = "The CloudTrail event id.", example = "0e3c5ee2-7a8f-4f33-9d62-6b1f9d0a1c11")
                    @PathParam("id")
                    String id,
            @Context UriInfo uri) {
        Parameters given = new Parameters(uri.getQueryParameters(), Set.of(FORMAT));
        Set<Format> formats = given.choices(FORMAT, Format.values(), RemediationResource::label);
        if (formats.size() > 1) {
            given.refuse(FORMAT, uri.getQueryParameters().getFirst(FORMAT), "one value");
        }
        given.check();
        Remediation remediation = remediations.of(find(id)).orElseThrow(NoRemediation::new);
        if (formats.isEmpty()) {
            return Response.ok(RemediationBody.of(remediation), MediaType.APPLICATION_JSON_TYPE)
                    .build();
        }
        return switch (formats.iterator().next()) {
            case MARKDOWN -> file(remediation, remediation.markdown(), MARKDOWN, "md");
            case CLI -> file(remediation, remediation.bash(), SHELL, "sh");
            case PYTHON -> file(remediation, remediation.python(), PYTHON, "py");
        };
    }

    private Finding find(String id) {
        if (!Parameters.isPlain(id)) {
            throw new NotFoundException();
        }
        return store.find(id).orElseThrow(NotFoundException::new);
    }

    private static Response file(Remediation remediation, String text, String type, String suffix) {
        String name = remediation.findingId().replaceAll("[^A-Za-z0-9-]", "_");
        return Response.ok(text, type + ";charset=utf-8")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"remediation-%s.%s\"".formatted(name, suffix))
                .build();
    }

    private static String label(Format format) {
        return switch (format) {
            case MARKDOWN -> "markdown";
            case CLI -> "cli";
            case PYTHON -> "python";
        };
    }
}
