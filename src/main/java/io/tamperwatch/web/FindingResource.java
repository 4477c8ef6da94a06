package io.tamperwatch.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tamperwatch.finding.AuditLog;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Move;
import io.tamperwatch.finding.Moved;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One finding, and the steps of its life. */
@Path("/findings/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "findings")
@APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
@APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
@APIResponse(responseCode = "500", ref = ApiDescription.FAILED)
@APIResponse(responseCode = "503", ref = ApiDescription.UNAVAILABLE)
class FindingResource {

    private static final String IF_MATCH =
            "The ETag of the finding as the caller has seen it; when it has changed since,"
                    + " nothing happens and the answer is 412.";
    static final int LONGEST_NOTE = 2_000;

    private final FindingStore store;
    private final Requester caller;
    private final ObjectMapper json;
    private final Clock clock;

    FindingResource(FindingStore store, Requester caller, ObjectMapper json, Clock clock) {
        this.store = store;
        this.caller = caller;
        this.json = json;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getFinding",
            summary = "One finding with everything known",
            description = "The record comes with it for the roles responder and admin.")
    @APIResponse(
            responseCode = "200",
            description = "The finding.",
            headers =
                    @Header(
                            name = "ETag",
                            description = "Changes with anything in the answer.",
                            schema = @Schema(implementation = String.class)),
            content = @Content(schema = @Schema(implementation = FindingBody.class)))
    @APIResponse(responseCode = "304", description = "As an answer that If-None-Match names.")
    @APIResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
    public RestResponse<FindingBody> one(
            @Parameter(description = "The CloudTrail event id.", example = "0e3c5ee2-7a8f-4f33-9d62-6b1f9d0a1c11")
                    @PathParam("id")
                    String id,
            @Parameter(description = "ETags of earlier answers.") @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable
                    String known,
            @Context UriInfo uri) {
        Parameters.none(uri.getQueryParameters());
        FindingBody body = read(id);
        EntityTag tag = tag(body);
        var answer = EntityTags.matches(known, tag)
                ? RestResponse.ResponseBuilder.<FindingBody>notModified()
                : RestResponse.ResponseBuilder.ok(body);
        return answer.tag(tag).build();
    }

    @POST
    @Path("/acknowledge")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.RESPONDER)
    @Operation(
            operationId = "acknowledgeFinding",
            summary = "I have it",
            description = "An open finding becomes acknowledged; one that is acknowledged already is left as it is.")
    @RequestBody(ref = ApiDescription.NOTE)
    @APIResponse(responseCode = "200", ref = ApiDescription.MOVED)
    @APIResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
    @APIResponse(responseCode = "409", ref = ApiDescription.ILLEGAL_MOVE)
    @APIResponse(responseCode = "412", ref = ApiDescription.STALE)
    public RestResponse<FindingBody> acknowledge(
            @Parameter(description = "The CloudTrail event id.") @PathParam("id") String id,
            @Parameter(description = IF_MATCH) @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable String body,
            @Context UriInfo uri) {
        return move(Move.ACKNOWLEDGE, id, ifMatch, body, uri);
    }

    @POST
    @Path("/resolve")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.RESPONDER)
    @Operation(
            operationId = "resolveFinding",
            summary = "It is dealt with",
            description = "Any finding that is not resolved becomes so; one that is resolved already is left as it is.")
    @RequestBody(ref = ApiDescription.NOTE)
    @APIResponse(responseCode = "200", ref = ApiDescription.MOVED)
    @APIResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
    @APIResponse(responseCode = "412", ref = ApiDescription.STALE)
    public RestResponse<FindingBody> resolve(
            @Parameter(description = "The CloudTrail event id.") @PathParam("id") String id,
            @Parameter(description = IF_MATCH) @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable String body,
            @Context UriInfo uri) {
        return move(Move.RESOLVE, id, ifMatch, body, uri);
    }

    @POST
    @Path("/reopen")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.RESPONDER)
    @Operation(
            operationId = "reopenFinding",
            summary = "It needs somebody after all",
            description = "An acknowledged, resolved or suppressed finding becomes open; an open one is left as it is.")
    @RequestBody(ref = ApiDescription.NOTE)
    @APIResponse(responseCode = "200", ref = ApiDescription.MOVED)
    @APIResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
    @APIResponse(responseCode = "412", ref = ApiDescription.STALE)
    public RestResponse<FindingBody> reopen(
            @Parameter(description = "The CloudTrail event id.") @PathParam("id") String id,
            @Parameter(description = IF_MATCH) @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable String body,
            @Context UriInfo uri) {
        return move(Move.REOPEN, id, ifMatch, body, uri);
    }

    private RestResponse<FindingBody> move(
            Move move, String id, @Nullable String ifMatch, @Nullable String body, UriInfo uri) {
        Parameters.none(uri.getQueryParameters());
        JsonBody given = JsonBody.of(body, json, Set.of("note"));
        String note = given.prose("note", LONGEST_NOTE);
        given.check();
        if (!Parameters.isPlain(id)) {
            throw new NotFoundException();
        }
        HistoryEntry entry = new HistoryEntry(clock.instant(), move.done(), caller.name(), note);
        Moved moved = store.move(id, move, entry, finding -> EntityTags.allows(ifMatch, tag(body(finding))));
        AuditLog.move(id, move, entry, moved, caller.address());
        return switch (moved) {
            case Moved.Done done -> tagged(body(done.finding()));
            case Moved.AlreadyThere already -> tagged(body(already.finding()));
            case Moved.Illegal illegal -> throw new RefusedMove(Problem.illegalMove(move, illegal.from()));
            case Moved.Stale stale -> throw new RefusedMove(Problem.stale());
            case Moved.Unknown unknown -> throw new NotFoundException();
        };
    }

    private RestResponse<FindingBody> tagged(FindingBody body) {
        return RestResponse.ResponseBuilder.ok(body).tag(tag(body)).build();
    }

    private EntityTag tag(FindingBody body) {
        try {
            return EntityTags.of(json.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a finding is always JSON", e);
        }
    }

    private FindingBody read(String id) {
        if (!Parameters.isPlain(id)) {
            throw new NotFoundException();
        }
        return store.find(id).map(this::body).orElseThrow(NotFoundException::new);
    }

    private FindingBody body(Finding finding) {
        return FindingBody.whole(finding, caller.mayReadRecords() ? RawRecord.asJson(finding.record(), json) : null);
    }
}
