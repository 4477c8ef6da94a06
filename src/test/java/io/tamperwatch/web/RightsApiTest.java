package io.tamperwatch.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithTokens.class)
class RightsApiTest {

    @Inject
    ObjectMapper json;

    @Test
    void saysWhatIsMissingWhatForAndWhatToAdd() throws Exception {
        var answer = given().auth().oauth2(WithTokens.VIEWER).get("/api/v1/rights");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json.readTree(answer.asByteArray())).isEqualTo(json.readTree("""
            {"items": [
              {
                "account": "prod",
                "permissions": [
                  {
                    "action": "cloudtrail:LookupEvents", "capability": "detect", "state": "granted",
                    "answeredAt": "2026-03-10T12:00:00Z", "without": "no event is seen and nothing is found"
                  },
                  {
                    "action": "iam:GetAccountSummary", "capability": "posture", "state": "missing",
                    "answeredAt": "2026-03-10T12:00:00Z", "without": "no check of the root user can say anything"
                  }
                ],
                "statement": {
                  "Sid": "TamperwatchMissing", "Effect": "Allow", "Action": ["iam:GetAccountSummary"], "Resource": "*"
                }
              },
              {
                "account": "test",
                "permissions": [{
                  "action": "cloudtrail:LookupEvents", "capability": "detect", "state": "unknown",
                  "answeredAt": null, "without": "no event is seen and nothing is found"
                }],
                "statement": null
              }
            ]}\
            """));
        assertThat(given().get("/api/v1/rights").statusCode()).isEqualTo(401);
    }
}
