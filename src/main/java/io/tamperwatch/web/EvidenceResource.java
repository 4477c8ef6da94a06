package io.tamperwatch.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tamperwatch.evidence.Evidence;
import io.tamperwatch.evidence.Piece;
import io.tamperwatch.evidence.Snapshots;
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
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What is handed over of a finding. */
@Path("/findings/{id}/evidence")
@RunOnVirtualThread
@Tag(name = "findings")
@APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
@APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
@APIResponse(responseCode = "500", ref = ApiDescription.FAILED)
@APIResponse(responseCode = "503", ref = ApiDescription.UNAVAILABLE)
class EvidenceResource {

    private static final String ZIP = "application/zip";

    private static final String BUNDLE =
            "One ZIP: the record and its SHA-256, the command that looks it up in CloudTrail, the finding, its"
                    + " assessment and history, what IAM held of its target before and after, the remediation and its"
                    + " scripts, and a manifest with the hash of every file, signed where a key is configured. Two of"
                    + " the same state differ in the time they were made only.";

    private final FindingStore store;
    private final Evidence evidence;
    private final Snapshots snapshots;
    private final Remediations remediations;
    private final ObjectMapper json;

    EvidenceResource(
            FindingStore store, Evidence evidence, Snapshots snapshots, Remediations remediations, ObjectMapper json) {
        this.store = store;
        this.evidence = evidence;
        this.snapshots = snapshots;
        this.remediations = remediations;
        this.json = json;
    }

    @GET
    @Produces(ZIP)
    @RolesAllowed(Roles.RESPONDER)
    @Operation(operationId = "getEvidence", summary = "The evidence bundle of a finding", description = BUNDLE)
    @APIResponse(
            responseCode = "200",
            description = "The bundle.",
            headers =
                    @Header(
                            name = "Content-Disposition",
                            description = "A name to save it under.",
                            schema = @Schema(implementation = String.class)),
            content = @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
    public RestResponse<byte[]> bundle(
            @Parameter(description = "The CloudTrail event id.") @PathParam("id") String id, @Context UriInfo uri) {
        Parameters.none(uri.getQueryParameters());
        if (!Parameters.isPlain(id)) {
            throw new NotFoundException();
        }
        Finding finding = store.find(id).orElseThrow(NotFoundException::new);
        return RestResponse.ResponseBuilder.ok(bundled(finding))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"evidence-%s.zip\"".formatted(fileName(finding.id())))
                .build();
    }

    private byte[] bundled(Finding finding) {
        List<Piece> pieces = new ArrayList<>(known(finding));
        Map<String, String> absent = new LinkedHashMap<>();
        snapshots.add(finding, pieces, absent);
        remediations
                .of(finding)
                .ifPresentOrElse(
                        remediation -> pieces.addAll(scripts(remediation)),
                        () -> absent.put("remediation", "the catalogue has no remedies for this detection"));
        return evidence.bundle(finding, pieces, absent);
    }

    /** As they are offered now: they are text, and nothing here runs them. */
    private static List<Piece> scripts(Remediation remediation) {
        return List.of(
                Piece.of("remediation/runbook.md", remediation.markdown()),
                Piece.of("remediation/remediate.sh", remediation.bash()),
                Piece.of("remediation/remediate.py", remediation.python()));
    }

    /** What the API tells of the finding, in parts; the record is a file of its own. */
    private List<Piece> known(Finding finding) {
        ObjectNode whole = json.valueToTree(FindingBody.whole(finding, "null"));
        whole.remove("record");
        ObjectNode assessment = json.createObjectNode();
        for (String member : List.of("severity", "change", "signals", "scenarios")) {
            assessment.set(member, whole.get(member));
        }
        List<Piece> pieces = new ArrayList<>();
        pieces.add(piece("finding.json", whole));
        pieces.add(piece("assessment.json", assessment));
        pieces.add(piece("history.json", whole.path("history")));
        return pieces;
    }

    private Piece piece(String path, JsonNode content) {
        try {
            return Piece.of(path, json.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a finding is always JSON", e);
        }
    }

    /** Letters, digits and hyphens of the id: a header is no place for anything else. */
    private static String fileName(String id) {
        String name = id.replaceAll("[^A-Za-z0-9-]", "");
        return name.isEmpty() ? "finding" : name.substring(0, Math.min(64, name.length()));
    }
}
