package io.tamperwatch.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.export.AsffFormat;
import io.tamperwatch.export.CsvFormat;
import io.tamperwatch.export.ExportFormat;
import io.tamperwatch.export.JsonLines;
import io.tamperwatch.export.OcsfFormat;
import io.tamperwatch.finding.FindingStore;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** All findings that match, for other programs. */
@Path("/findings/export")
@RunOnVirtualThread
@Tag(name = "findings")
@APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
@APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
@APIResponse(responseCode = "500", ref = ApiDescription.FAILED)
@APIResponse(responseCode = "503", ref = ApiDescription.UNAVAILABLE)
class ExportResource {

    /** Findings that are in memory at once for each export; a record is at most some tens of kilobytes. */
    static final int PAGE = 200;

    private static final DateTimeFormatter IN_A_NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final FindingStore store;
    private final Requester caller;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<String, ExportFormat> formats = new LinkedHashMap<>();

    ExportResource(
            FindingStore store,
            Catalogue catalogue,
            Requester caller,
            ObjectMapper json,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.store = store;
        this.caller = caller;
        this.json = json;
        this.clock = clock;
        Stream.of(
                        new NdjsonFormat(json, false),
                        new CsvFormat(),
                        new OcsfFormat(catalogue, version, OcsfFormat.Source.EVENT_HISTORY),
                        new AsffFormat(catalogue))
                .forEach(format -> formats.put(format.label(), format));
    }

    @GET
    // whatever the caller says it accepts: the parameter decides
    @Produces(MediaType.WILDCARD)
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "exportFindings",
            summary = "Every finding that matches, newest first, as one stream",
            description = "Takes the filters of the list. Each finding that is there when the export begins comes"
                    + " once; newer ones do not. An export that cannot be finished ends with the connection broken off,"
                    + " never as if it were whole. Records come with ndjson, for the roles responder and admin. The"
                    + " parameter format decides what is answered, whatever Accept says.")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            required = true,
            description =
                    "ndjson: findings as the list tells them, one a line. csv: a table (RFC 4180) that is safe to open"
                            + " with a spreadsheet program. ocsf: Detection Finding of OCSF, one a line. asff: AWS"
                            + " Security Finding Format, one a line.",
            schema =
                    @Schema(
                            implementation = String.class,
                            enumeration = {"ndjson", "csv", "ocsf", "asff"}))
    @APIResponse(
            responseCode = "200",
            description = "The findings.",
            headers =
                    @Header(
                            name = "Content-Disposition",
                            description = "Proposes a file name.",
                            schema = @Schema(implementation = String.class)),
            content = {
                @Content(
                        mediaType = JsonLines.MEDIA_TYPE,
                        schema = @Schema(implementation = String.class),
                        examples = @ExampleObject(name = "ndjson", value = ApiDescription.LINE_EXAMPLE)),
                @Content(
                        mediaType = "text/csv",
                        schema = @Schema(implementation = String.class),
                        examples = @ExampleObject(name = "csv", value = ApiDescription.TABLE_EXAMPLE))
            })
    public Response export(@Context UriInfo uri, @Context HttpServerResponse response) {
        FindingFilter.Export wanted = FindingFilter.export(uri.getQueryParameters(), formats.keySet(), PAGE);
        ExportFormat format = format(wanted.format());
        boolean withRecords = format instanceof NdjsonFormat ndjson && ndjson.records();
        FindingExport findings = new FindingExport(
                wanted.query(), withRecords ? store::queryWithRecords : store::query, format, response::reset);
        String name = "tamperwatch-findings-%s.%s".formatted(IN_A_NAME.format(clock.instant()), format.extension());
        return Response.ok(findings)
                .type(format.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }

    private ExportFormat format(String label) {
        if (label.equals(NdjsonFormat.LABEL)) {
            return new NdjsonFormat(json, caller.mayReadRecords());
        }
        return Objects.requireNonNull(formats.get(label), label);
    }
}
