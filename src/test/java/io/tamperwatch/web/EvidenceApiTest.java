package io.tamperwatch.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithTokens.class)
class EvidenceApiTest {

    private static final String PATH = "/api/v1/findings/e-1/evidence";

    @Inject
    TestingFindingStore findings;

    @Inject
    ObjectMapper json;

    @BeforeEach
    void one() {
        findings.reset();
        findings.findings.add(Samples.full());
    }

    @Test
    void handsOverTheRecordAndWhatIsKnownOfIt() throws Exception {
        Response answer = as(WithTokens.RESPONDER, PATH);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/zip");
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"evidence-e-1.zip\"");
        Map<String, JsonNode> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.asByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".json")) {
                    files.put(entry.getName(), json.readTree(zip.readAllBytes()));
                }
            }
        }
        JsonNode told =
                json.readTree(as(WithTokens.RESPONDER, "/api/v1/findings/e-1").asByteArray());
        assertThat(files.get("record.json")).isEqualTo(told.get("record"));
        assertThat(files.get("history.json")).isEqualTo(told.get("history"));
        assertThat(files.get("assessment.json").get("signals")).isEqualTo(told.get("signals"));
        ((com.fasterxml.jackson.databind.node.ObjectNode) told).remove("record");
        assertThat(files.get("finding.json")).isEqualTo(told);
        assertThat(files.get("manifest.json").get("signature").isNull()).isTrue();
        assertThat(files.get("manifest.json").get("files").findValuesAsText("path"))
                .contains("remediation/runbook.md", "remediation/remediate.sh", "remediation/remediate.py");
    }

    @Test
    void isForRespondersSinceItHoldsTheRecord() {
        assertThat(given().get(PATH).statusCode()).isEqualTo(401);
        assertThat(as(WithTokens.VIEWER, PATH).statusCode()).isEqualTo(403);
        assertThat(as(WithTokens.RESPONDER, "/api/v1/findings/e-2/evidence").statusCode())
                .isEqualTo(404);
        assertThat(as(WithTokens.RESPONDER, PATH + "?x=1").statusCode()).isEqualTo(400);
    }

    private static Response as(String token, String path) {
        return given().auth().oauth2(token).get(path);
    }
}
