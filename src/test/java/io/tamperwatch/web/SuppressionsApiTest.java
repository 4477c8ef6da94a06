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
import io.tamperwatch.finding.TestingSuppressionStore;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(WithTokens.class)
class SuppressionsApiTest {

    private static final String PATH = "/api/v1/suppressions";
    private static final String ROLE = "arn:aws:iam::111122223333:role/ops";

    private final Instant inAMonth = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);

    @Inject
    TestingFindingStore findings;

    @Inject
    TestingSuppressionStore suppressions;

    @Inject
    ObjectMapper json;

    @BeforeEach
    void empty() {
        findings.reset();
        suppressions.reset();
    }

    /** Whatever runs in this process goes on with those that are there. */
    @AfterEach
    void end() {
        suppressions.reset();
    }

    @Test
    void suppressesWhatIsOpenAndMatchesAndNothingElse() throws Exception {
        findings.findings.add(Samples.full());
        findings.findings.add(Samples.bare("e-2", Samples.NINE));

        Response answer =
                as(WithTokens.RESPONDER).body(body(Map.of("actor", ROLE))).post(PATH);

        JsonNode made = tree(answer);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(made.get("actor").asText()).isEqualTo(ROLE);
        assertThat(made.get("author").asText()).isEqualTo("ruth");
        assertThat(made.get("state").asText()).isEqualTo("active");
        assertThat(made.get("expiresAt").asText()).isEqualTo(inAMonth.toString());
        assertThat(findings.find("e-1").orElseThrow().status()).isEqualTo(Status.SUPPRESSED);
        assertThat(findings.find("e-1").orElseThrow().history().getLast().note())
                .isEqualTo("suppression " + made.get("id").asText() + ": planned work");
        assertThat(findings.find("e-2").orElseThrow().status()).isEqualTo(Status.OPEN);
        assertThat(tree(as(WithTokens.VIEWER).get(PATH)).get("items")).containsExactly(made);
    }

    @Test
    void isMadeThoughTheStoreFailsForTheOpenFindings() throws Exception {
        findings.beUnavailable();

        Response answer =
                as(WithTokens.RESPONDER).body(body(Map.of("target", "alice"))).post(PATH);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(tree(as(WithTokens.VIEWER).get(PATH)).get("items")).containsExactly(tree(answer));
    }

    @Test
    void endsOneEarlyAndKeepsIt() throws Exception {
        String id = tree(as(WithTokens.RESPONDER)
                        .body(body(Map.of("target", "alice", "account", "production")))
                        .post(PATH))
                .get("id")
                .asText();

        Response answer = as(WithTokens.ADMIN).delete(PATH + "/" + id);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(tree(answer).get("state").asText()).isEqualTo("ended");
        assertThat(tree(answer).get("endedBy").asText()).isEqualTo("ada");
        assertThat(tree(as(WithTokens.RESPONDER).delete(PATH + "/" + id)))
                .as("whoever asks again")
                .isEqualTo(tree(answer));
        assertThat(tree(as(WithTokens.VIEWER).get(PATH)).get("items")).containsExactly(tree(answer));
        assertThat(as(WithTokens.ADMIN).delete(PATH + "/other").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsWhichExpireSoon() throws Exception {
        String soon = Instant.now().plus(2, ChronoUnit.DAYS).toString();
        Response answer = as(WithTokens.RESPONDER)
                .body("{\"target\":\"alice\",\"reason\":\"x\",\"expiresAt\":\"%s\"}".formatted(soon))
                .post(PATH);
        assertThat(tree(answer).get("state").asText()).isEqualTo("expiring");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"reason":"x","expiresAt":"IN_A_MONTH"} | actor | | actor or target: without one of them nearly everything would be suppressed
                    {"actor":"arn:aws:iam::111122223333:role/*","reason":"x","expiresAt":"IN_A_MONTH"} | actor | arn:aws:iam::111122223333:role/* | a pattern whose last part has at least 3 characters beside *, for example arn:aws:iam::111122223333:role/ci-*
                    {"target":"alice","expiresAt":"IN_A_MONTH"} | reason | | why this is expected
                    {"target":"alice","reason":"x"} | expiresAt | | when it ends: within a year
                    {"target":"alice","reason":"x","expiresAt":"2020-01-01T00:00:00Z"} | expiresAt | 2020-01-01T00:00:00Z | a time in the future, within a year
                    {"target":"alice","reason":"x","expiresAt":"9000-01-01T00:00:00Z"} | expiresAt | 9000-01-01T00:00:00Z | a time in the future, within a year
                    {"target":"alice","reason":"x","expiresAt":"soon"} | expiresAt | soon | a time as ISO 8601 writes it, with offset, 1970 to 9999: 2026-01-31T09:00:00Z
                    {"target":"alice","reason":"x","expiresAt":"IN_A_MONTH","detection":"nothing"} | detection | nothing | certificate-gone
                    {"target":"alice","reason":"x","expiresAt":"IN_A_MONTH","until":1} | until | 1 | one of the members detection, actor, target, account, reason, expiresAt
                    """)
    void refusesWhatCannotBeMeant(String body, String field, String value, String allowed) throws Exception {
        Response answer = as(WithTokens.RESPONDER)
                .body(body.replace("IN_A_MONTH", inAMonth.toString()))
                .post(PATH);

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode error = tree(answer).get("errors").get(0);
        assertThat(tree(answer).get("errors")).hasSize(1);
        assertThat(error.get("field").asText()).isEqualTo(field);
        assertThat(error.get("value").asText()).isEqualTo(value == null ? "" : value);
        assertThat(error.get("allowed").asText()).startsWith(allowed);
        assertThat(suppressions.suppressions()).isEmpty();
    }

    @Test
    void isForRespondersToMakeAndForViewersToRead() throws Exception {
        assertThat(as(WithTokens.VIEWER)
                        .body(body(Map.of("target", "alice")))
                        .post(PATH)
                        .statusCode())
                .isEqualTo(403);
        assertThat(as(WithTokens.VIEWER).delete(PATH + "/x").statusCode()).isEqualTo(403);
        assertThat(as(WithTokens.VIEWER).get(PATH).statusCode()).isEqualTo(200);
        assertThat(given().get(PATH).statusCode()).isEqualTo(401);
        assertThat(as(WithTokens.ADMIN).put(PATH).header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
        assertThat(as(WithTokens.ADMIN).get(PATH + "/x").header("Allow")).isEqualTo("DELETE, OPTIONS");
    }

    private String body(Map<String, String> members) throws Exception {
        var body = json.createObjectNode().put("reason", "planned work").put("expiresAt", inAMonth.toString());
        members.forEach(body::put);
        return json.writeValueAsString(body);
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    private JsonNode tree(Response answer) throws Exception {
        return json.readTree(answer.asByteArray());
    }
}
