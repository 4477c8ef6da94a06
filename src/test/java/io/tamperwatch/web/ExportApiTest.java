package io.tamperwatch.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.Status;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(WithTokens.class)
class ExportApiTest {

    private static final String EXPORT = "/api/v1/findings/export?format=";

    @Inject
    TestingFindingStore store;

    @Inject
    ObjectMapper json;

    @TestHTTPResource("/api/v1/findings/export?format=ndjson")
    URI ndjson;

    @BeforeEach
    void emptyStore() {
        store.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "ndjson, application/x-ndjson, ndjson, 450",
        "csv, text/csv, csv, 451",
        "ocsf, application/x-ndjson, ocsf.ndjson, 450",
        "asff, application/x-ndjson, asff.ndjson, 450"
    })
    void writesEveryFindingOnALineOfAFile(String format, String mediaType, String extension, int lines) {
        findings(450);

        Response answer = get(WithTokens.VIEWER, EXPORT + format);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith(mediaType);
        assertThat(answer.header("Content-Disposition"))
                .matches("attachment; filename=\"tamperwatch-findings-\\d{8}T\\d{6}Z\\." + extension + "\"");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.asString().lines()).hasSize(lines);
        assertThat(answer.asString()).contains("e-0").contains("e-449");
    }

    @Test
    void takesTheFiltersOfTheListAndReadsAPageAtATime() {
        findings(201);

        get(
                WithTokens.VIEWER,
                EXPORT + "csv&status=open&severity=high&detection=a&event=B&account=111122223333&actor=alice"
                        + "&since=2026-01-31T09:00:00Z&until=2026-01-31T10:00:00Z&q=x");

        var first = new FindingQuery(
                Set.of(Status.OPEN),
                Set.of(Severity.HIGH),
                Set.of("a"),
                Set.of("B"),
                Set.of("111122223333"),
                "alice",
                Samples.NINE,
                Samples.TEN,
                "x",
                null,
                ExportResource.PAGE);
        var last = new FindingQuery.Position(Samples.NINE.plusSeconds(1), "production", "e-1");
        assertThat(store.asked).containsExactly(first, first.from(last));
    }

    @Test
    void givesTheRecordsToRespondersAndAdminsOnly() throws Exception {
        store.findings.add(Samples.full());

        JsonNode record = json.readTree(Samples.RECORD);
        assertThat(line(WithTokens.VIEWER).get("record").isNull()).isTrue();
        assertThat(line(WithTokens.RESPONDER).get("record")).isEqualTo(record);
        assertThat(line(WithTokens.ADMIN).get("record")).isEqualTo(record);
        assertThat(get(WithTokens.ADMIN, EXPORT + "csv").asString()).doesNotContain("eventID");
    }

    private JsonNode line(String token) throws Exception {
        return json.readTree(get(token, EXPORT + "ndjson").asString());
    }

    @Test
    void refusesWhatItCannotDo() throws Exception {
        Response answer = get(WithTokens.VIEWER, EXPORT + "sarif&limit=3");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(json.readTree(answer.asString()).get("errors")).isEqualTo(json.readTree("""
            [{"field": "limit", "value": "3", "allowed": "one of the parameters status, severity, detection, event,\
             account, actor, since, until, q, format"},
             {"field": "format", "value": "sarif", "allowed": "ndjson, csv, ocsf, asff"}]\
            """));
        assertThat(get(WithTokens.VIEWER, "/api/v1/findings/export").statusCode())
                .isEqualTo(400);
        assertThat(given().get(EXPORT + "csv").statusCode()).isEqualTo(401);
    }

    @Test
    void saysThatTheStoreIsAwayWhenItIsFromTheBeginning() {
        store.beUnavailable();

        Response answer = get(WithTokens.VIEWER, EXPORT + "csv");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Content-Disposition")).isNull();
    }

    @Test
    void breaksTheConnectionOffWhenTheStoreFailsOnTheWay() {
        findings(450);
        store.failFromQuery = 2;

        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(ndjson)
                    .header("Authorization", "Bearer " + WithTokens.VIEWER)
                    .build();
            assertThatThrownBy(() -> http.send(request, HttpResponse.BodyHandlers.ofString()))
                    .as("an answer that looks whole")
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void writesNothingButTheHeadForAnEmptyList() {
        assertThat(get(WithTokens.VIEWER, EXPORT + "ndjson").asString()).isEmpty();
        assertThat(get(WithTokens.VIEWER, EXPORT + "csv").asString().lines()).hasSize(1);
    }

    private void findings(int count) {
        store.findings.addAll(IntStream.range(0, count)
                .mapToObj(i -> Samples.bare("e-" + i, Samples.NINE.plusSeconds(i)))
                .toList());
    }

    private static Response get(String token, String path) {
        return given().auth().oauth2(token).get(path);
    }
}
