package io.tamperwatch.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithTokens.class)
class PostureApiTest {

    @Inject
    ObjectMapper json;

    @Test
    void tellsHowEachCheckStandsAndWhy() throws Exception {
        JsonNode item = tree("?check=user-mfa-console").get("items").get(0);

        assertThat(item).isEqualTo(json.readTree("""
            {
              "account": "prod",
              "check": "user-mfa-console",
              "title": "Users with a console password have MFA",
              "why": "A password alone can be guessed, phished or found.",
              "severity": "high",
              "status": "fail",
              "since": "2026-03-01T09:00:00Z",
              "checkedAt": "2026-03-10T12:00:00Z",
              "evidence": "As seen.",
              "offenders": [{
                "kind": "user",
                "name": %s,
                "why": "has a console password and no MFA device"
              }],
              "offenderCount": 1,
              "missing": [],
              "controls": [{"standard": "CIS AWS Foundations Benchmark v5.0.0", "id": "1.9"}],
              "remedies": ["mfa-for-iam-users"]
            }\
            """.formatted(json.writeValueAsString(TestingPosture.HOSTILE))));
    }

    @Test
    void filtersByAccountStatusAndCheck() throws Exception {
        assertThat(checks("")).containsExactly("prod root-mfa", "prod user-mfa-console", "test root-mfa");
        assertThat(checks("?account=test")).containsExactly("test root-mfa");
        assertThat(checks("?status=fail,unknown")).containsExactly("prod user-mfa-console", "test root-mfa");
        assertThat(checks("?check=root-mfa&account=prod,test")).containsExactly("prod root-mfa", "test root-mfa");
        assertThat(checks("?account=prod&status=unknown")).isEmpty();
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        Response answer = as(WithTokens.VIEWER, "?account=nowhere&status=bad&check=none&x=1");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json.readTree(answer.asString()).get("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("x", "status", "account", "check");
    }

    @Test
    void isForEverybodyWhoIsKnown() {
        assertThat(given().get("/api/v1/posture").statusCode()).isEqualTo(401);
        assertThat(as(WithTokens.VIEWER, "").statusCode()).isEqualTo(200);
    }

    private List<String> checks(String query) throws Exception {
        return StreamSupport.stream(tree(query).get("items").spliterator(), false)
                .map(item ->
                        item.get("account").asText() + " " + item.get("check").asText())
                .toList();
    }

    private JsonNode tree(String query) throws Exception {
        return json.readTree(as(WithTokens.VIEWER, query).asByteArray());
    }

    private static Response as(String token, String query) {
        return given().auth().oauth2(token).get("/api/v1/posture" + query);
    }
}
