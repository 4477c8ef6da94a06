package io.tamperwatch.web;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tamperwatch.finding.FindingStore;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.Explode;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was found. */
@Path("/findings")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "findings")
@APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
@APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
@APIResponse(responseCode = "500", ref = ApiDescription.FAILED)
@APIResponse(responseCode = "503", ref = ApiDescription.UNAVAILABLE)
class FindingsResource {

    private final FindingStore store;

    FindingsResource(FindingStore store) {
        this.store = store;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listFindings",
            summary = "Findings, newest first",
            description = "Filters combine with \"and\"; several values of one filter, repeated or separated by commas,"
                    + " with \"or\". The order is by occurredAt and stays the same place for a cursor when findings are"
                    + " added. The records are left out.")
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            explode = Explode.TRUE,
            description = "Where it stands.",
            schema =
                    @Schema(
                            type = SchemaType.ARRAY,
                            implementation = String.class,
                            enumeration = {"open", "acknowledged", "resolved", "suppressed"}))
    @Parameter(
            name = "severity",
            in = ParameterIn.QUERY,
            explode = Explode.TRUE,
            description = "How grave.",
            schema =
                    @Schema(
                            type = SchemaType.ARRAY,
                            implementation = String.class,
                            enumeration = {"critical", "high", "medium", "low", "info"}),
            example = "critical")
    @Parameter(
            name = "detection",
            in = ParameterIn.QUERY,
            explode = Explode.TRUE,
            description = "Detection ids; what counts is a finding's detection, the gravest of its detections.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
    @Parameter(
            name = "event",
            in = ParameterIn.QUERY,
            explode = Explode.TRUE,
            description = "Event names.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
            example = "DeleteSigningCertificate")
    @Parameter(
            name = "account",
            in = ParameterIn.QUERY,
            explode = Explode.TRUE,
            description = "Account ids, or names in the configuration.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
            example = "111122223333")
    @Parameter(
            name = "actor",
            in = ParameterIn.QUERY,
            description = "Part of the actor's name or ARN, ignoring case.",
            schema = @Schema(implementation = String.class, maxLength = 200),
            example = "alice")
    @Parameter(
            name = "since",
            in = ParameterIn.QUERY,
            description = "Earliest occurredAt, inclusive.",
            schema = @Schema(implementation = String.class, format = "date-time"),
            example = "2026-01-31T09:00:00Z")
    @Parameter(
            name = "until",
            in = ParameterIn.QUERY,
            description = "Latest occurredAt, exclusive; after since.",
            schema = @Schema(implementation = String.class, format = "date-time"),
            example = "2026-02-01T00:00:00Z")
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description =
                    "Part of actor, target, source address, event name or of what people have noted, ignoring case;"
                            + " five characters or more to be quick.",
            example = "203.0.113.7",
            schema = @Schema(implementation = String.class, maxLength = 200))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "The nextCursor of the page before, with the same filters.",
            schema = @Schema(implementation = String.class))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many findings a page has at most.",
            schema =
                    @Schema(
                            implementation = Integer.class,
                            minimum = "1",
                            maximum = "500",
                            defaultValue = "" + FindingFilter.DEFAULT_LIMIT))
    @APIResponse(
            responseCode = "200",
            description = "One page.",
            content = @Content(schema = @Schema(implementation = FindingPageBody.class)))
    public FindingPageBody list(@Context UriInfo uri) {
        return FindingPageBody.of(store.query(FindingFilter.of(uri.getQueryParameters())));
    }
}
