package io.tamperwatch.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tamperwatch.finding.Status;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(WithTokens.class)
class FindingLifeApiTest {

    @Inject
    TestingFindingStore store;

    @Inject
    ObjectMapper json;

    @BeforeEach
    void oneFinding() {
        store.reset();
        store.findings.add(Samples.full());
    }

    @Test
    void acknowledgesWithANoteAndSaysWho() throws Exception {
        Response answer = as(WithTokens.RESPONDER)
                .body("{\"note\": \"mine,\\nsince 3 a.m.\"}")
                .post(path("acknowledge"));

        JsonNode finding = tree(answer);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(finding.get("status").asText()).isEqualTo("acknowledged");
        assertThat(finding.get("history")).hasSize(2);
        JsonNode entry = finding.get("history").get(1);
        assertThat(entry.get("what").asText()).isEqualTo("acknowledged");
        assertThat(entry.get("who").asText()).isEqualTo("ruth");
        assertThat(entry.get("note").asText()).isEqualTo("mine,\nsince 3 a.m.");
        assertThat(answer.header("ETag"))
                .isEqualTo(as(WithTokens.RESPONDER).get("/api/v1/findings/e-1").header("ETag"));
    }

    @Test
    void leadsThroughTheWholeLifeAndRepeatsHarmlessly() {
        assertThat(status(move("acknowledge"))).isEqualTo("acknowledged");
        assertThat(status(move("acknowledge"))).isEqualTo("acknowledged");
        assertThat(status(move("resolve"))).isEqualTo("resolved");
        assertThat(status(move("reopen"))).isEqualTo("open");
        assertThat(store.findings.getFirst().history())
                .extracting("what")
                .containsExactly("detected", "acknowledged", "resolved", "reopened");
    }

    @Test
    void needsNoBody() {
        assertThat(given().header("Authorization", "Bearer " + WithTokens.RESPONDER)
                        .contentType("application/json")
                        .post(path("resolve"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void losesARaceCleanly() throws Exception {
        String seen = as(WithTokens.RESPONDER).get("/api/v1/findings/e-1").header("ETag");
        assertThat(as(WithTokens.RESPONDER)
                        .header("If-Match", seen)
                        .post(path("acknowledge"))
                        .statusCode())
                .isEqualTo(200);

        Response late = as(WithTokens.RESPONDER).header("If-Match", seen).post(path("resolve"));

        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(tree(late)).isEqualTo(json.readTree("""
                {"type": "urn:tamperwatch:problem:stale", "title": "Changed in the meantime", "status": 412,
                 "detail": "The finding is no longer what If-Match says. Read it again, then decide again."}"""));
        assertThat(store.findings.getFirst().status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(as(WithTokens.RESPONDER)
                        .header("If-Match", "*")
                        .post(path("resolve"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesAStepThatCannotBeTaken() throws Exception {
        move("resolve");

        Response answer = move("acknowledge");

        assertThat(tree(answer)).isEqualTo(json.readTree("""
                {"type": "urn:tamperwatch:problem:illegal-move", "title": "Illegal move", "status": 409,
                 "detail": "A finding that is resolved cannot be acknowledged. Reopen it first."}"""));
        assertThat(answer.statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acknowledge", "resolve", "reopen"})
    void isForRespondersOnly(String step) {
        assertThat(as(WithTokens.VIEWER).post(path(step)).statusCode()).isEqualTo(403);
        assertThat(given().contentType("application/json").post(path(step)).statusCode())
                .isEqualTo(401);
        assertThat(store.findings).containsExactly(Samples.full());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"note": 5}            | note | 5       | text
                    {"note": "a\\u0007b"}  | note | a\uFFFDb | at most 2000 characters, no control characters but line breaks
                    {"text": "x"}          | text | "x"     | one of the members note
                    [1]                    | body | [1]     | a JSON object
                    {"note"                | body | {"note" | a JSON object
                    """)
    void refusesABodyThatCannotBeMeant(String body, String field, String value, String allowed) throws Exception {
        JsonNode problem = tree(as(WithTokens.RESPONDER).body(body).post(path("acknowledge")));

        assertThat(problem.get("status").asInt()).isEqualTo(400);
        JsonNode error = problem.get("errors").get(0);
        assertThat(error.get("field").asText()).isEqualTo(field);
        assertThat(error.get("value").asText()).isEqualTo(value);
        assertThat(error.get("allowed").asText()).isEqualTo(allowed);
        assertThat(store.findings).containsExactly(Samples.full());
    }

    @Test
    void knowsNoOtherFindingsAndNoOtherSteps() {
        assertThat(as(WithTokens.RESPONDER).post("/api/v1/findings/e-2/resolve").statusCode())
                .isEqualTo(404);
        assertThat(as(WithTokens.RESPONDER).post("/api/v1/findings/e-1/forget").statusCode())
                .isEqualTo(404);
    }

    @Test
    void takesNothingThatAForeignPageSends() throws Exception {
        Response answer =
                as(WithTokens.RESPONDER).header("Sec-Fetch-Site", "cross-site").post(path("resolve"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(tree(answer).get("type").asText()).isEqualTo("urn:tamperwatch:problem:cross-site");
        assertThat(as(WithTokens.RESPONDER)
                        .header("Origin", "https://evil.example")
                        .post(path("resolve"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(given().header("Authorization", "Bearer " + WithTokens.RESPONDER)
                        .contentType("application/x-www-form-urlencoded")
                        .post(path("resolve"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(store.findings).containsExactly(Samples.full());
        assertThat(as(WithTokens.RESPONDER)
                        .header("Sec-Fetch-Site", "same-origin")
                        .post(path("resolve"))
                        .statusCode())
                .isEqualTo(200);
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    private static Response move(String step) {
        return as(WithTokens.RESPONDER).body("{}").post(path(step));
    }

    private static String path(String step) {
        return "/api/v1/findings/e-1/" + step;
    }

    private static String status(Response answer) {
        return answer.jsonPath().getString("status");
    }

    private JsonNode tree(Response answer) throws Exception {
        return json.readTree(answer.asByteArray());
    }
}
