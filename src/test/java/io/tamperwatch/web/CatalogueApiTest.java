package io.tamperwatch.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(WithTokens.class)
class CatalogueApiTest {

    private static final String CERTIFICATE = """
        {"id": "certificate-gone", "title": "Certificate deleted", "eventSource": "iam.amazonaws.com",
         "eventNames": ["DeleteSigningCertificate"], "scope": "global",
         "readIn": [{"account": "production", "region": "us-east-1"}],
         "target": true, "context": false, "dryRun": false, "idempotent": false,
         "severity": "high", "severityWhenDenied": "medium", "severityWhenFailed": "low",
         "what": "what", "why": "why", "targetKind": "signing-certificate",
         "targetFields": {"certificateId": "certificateId", "userName": "userName"},
         "scenarios": [{"id": "intruder", "title": "An intruder", "explanation": "Somebody else did it.",
           "likelyWith": ["no-mfa"], "unlikelyWith": ["expected-actor"]}],
         "onlyWhen": {"status": ["Inactive"]},
         "techniques": [{"id": "T1531", "name": "Account Access Removal"}],
         "repairedBy": ["UploadSigningCertificate"],
         "routines": [{"id": "off-boarding", "title": "Off-boarding", "why": "The user goes too.", "before": [],
           "after": ["DeleteUser"], "same": ["session"], "within": "PT15M"}],
         "compliance": [{"standard": "Example 1.0", "control": "1.2", "why": "Keep certificates."}],
         "remedies": [{"id": "certificate-undo", "title": "Upload it again", "purpose": "undo",
           "why": "It works again.", "console": ["Open the console.", "Upload."],
           "cli": "aws iam upload-signing-certificate", "python": "iam.upload_signing_certificate()"}]}\
        """;

    private static final String TRAIL = """
        {"id": "trail-stopped", "title": "Trail stopped", "eventSource": "cloudtrail.amazonaws.com",
         "eventNames": ["StopLogging"], "scope": "regional", "readIn": [],
         "target": false, "context": true, "dryRun": true, "idempotent": true,
         "severity": "critical", "severityWhenDenied": "high", "severityWhenFailed": "info",
         "what": "what", "why": "why", "targetKind": "trail", "targetFields": {},
         "onlyWhen": {}, "techniques": [], "repairedBy": [], "routines": [], "compliance": [],
         "scenarios": [], "remedies": []}\
        """;

    private static final String WATCHES = """
        {"items": [
         {"account": "production", "accountId": "111122223333", "region": "us-east-1",
          "owner": "tamperwatch-0", "ownedHere": true, "completeUntil": "2026-01-31T09:00:00Z",
          "readings": [{"by": "EventName", "value": "DeleteSigningCertificate",
            "names": ["DeleteSigningCertificate"], "everyPoll": true, "completeUntil": "2026-01-31T09:00:00Z",
            "catchUp": {"kind": "backfill", "from": "2026-01-31T09:00:00Z", "until": "2026-01-31T10:00:00Z",
              "reached": "2026-01-31T09:15:00Z", "progress": 0.25}}],
          "gaps": [{"value": "DeleteSigningCertificate", "from": "2026-01-31T09:00:00Z",
            "until": "2026-01-31T10:00:00Z", "noticedAt": "2026-01-31T10:00:01Z"}],
          "lastPoll": {"startedAt": "2026-01-31T09:00:00Z", "endedAt": "2026-01-31T10:00:00Z",
            "outcome": "throttled", "error": "Too many requests."},
          "requestsUsed": 17, "budget": 1.5, "ended": null, "note": null},
         {"account": "staging", "accountId": null, "region": "eu-west-1", "owner": null,
          "ownedHere": false, "completeUntil": null, "readings": [],
          "gaps": [], "lastPoll": null, "requestsUsed": 0, "budget": 1.0,
          "ended": null, "note": null}], "discovery": null,
         "queues": [{"queue": "empty", "unconfirmed": 0, "since": null, "hints": []},
          {"queue": "fast", "unconfirmed": 1, "since": "2026-01-31T09:00:00Z", "hints": [
           {"eventId": "e-1", "eventName": "DeleteSigningCertificate", "accountId": "111122223333",
            "region": "us-east-1", "occurredAt": "2026-01-31T09:00:00Z", "since": "2026-01-31T09:00:00Z"}]}],
         "clock": {"aheadSeconds": -42, "comparedAt": "2026-01-31T10:00:00Z"}}\
        """;

    @Inject
    ObjectMapper json;

    @Test
    void listsEveryDetectionWithWhereItIsRead() throws Exception {
        assertThat(tree("/api/v1/catalogue"))
                .isEqualTo(json.readTree("{\"items\":[" + CERTIFICATE + "," + TRAIL + "]}"));
    }

    @Test
    void tellsOneDetectionWithItsRunbook() throws Exception {
        assertThat(tree("/api/v1/catalogue/certificate-gone")).isEqualTo(json.readTree(CERTIFICATE));
        assertThat(get("/api/v1/catalogue/unheard-of").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsHowEachWatchIsDoing() throws Exception {
        assertThat(tree("/api/v1/watches")).isEqualTo(json.readTree(WATCHES));
    }

    @Test
    void takesNoParametersWhereNoneMeanAnything() throws Exception {
        for (String path : new String[] {"catalogue", "catalogue/certificate-gone", "watches", "findings/e-1"}) {
            assertThat(tree("/api/v1/" + path + "?limit=1").get("errors")).isEqualTo(json.readTree("""
                [{"field": "limit", "value": "1",
                  "allowed": "this call takes no parameters"}]\
                """));
        }
    }

    /** The document others build on changes only on purpose: run with WRITE_OPENAPI=true in the environment to write it. */
    @Test
    void describesItselfAsCommitted() throws Exception {
        Path committed = Path.of("docs/openapi.yaml");
        String made = get("/q/openapi-generated?format=yaml").asString();
        if ("true".equals(System.getenv("WRITE_OPENAPI"))) {
            Files.writeString(committed, made);
        }

        assertThat(made).isEqualTo(Files.readString(committed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/openapi", "/q/openapi?format=yaml", "/q/openapi.yaml", "/q/openapi.yml"})
    void answersTheCommittedDocument(String path) throws Exception {
        Response answer = get(path);

        assertThat(answer.contentType()).isEqualTo("application/yaml;charset=UTF-8");
        assertThat(answer.asString()).isEqualTo(Files.readString(Path.of("docs/openapi.yaml")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/openapi?format=JSON", "/q/openapi.json"})
    void answersTheCommittedDocumentAsJson(String path) throws Exception {
        Response answer = get(path);

        assertThat(answer.contentType()).isEqualTo("application/json;charset=UTF-8");
        assertThat(json.readTree(answer.asString()))
                .isEqualTo(
                        new YAMLMapper().readTree(Path.of("docs/openapi.yaml").toFile()));
    }

    private JsonNode tree(String path) throws Exception {
        return json.readTree(get(path).asString());
    }

    private static Response get(String path) {
        return given().auth().oauth2(WithTokens.VIEWER).get(path);
    }
}
