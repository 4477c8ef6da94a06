package io.tamperwatch.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Held against what the published schema, version 1.7.0, requires of a Detection Finding and of the objects in it. */
class OcsfFormatTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> NUMBERS = Set.of(
            "activity_id",
            "category_uid",
            "class_uid",
            "severity_id",
            "status_id",
            "time",
            "start_time",
            "end_time",
            "type_uid");

    private final OcsfFormat ocsf = new OcsfFormat(ExportSamples.CATALOGUE, "1.2.3", OcsfFormat.Source.EVENT_HISTORY);

    static Stream<Finding> everyDetectionAndKind() {
        Stream<Finding> detections = ExportSamples.CATALOGUE.detections().stream()
                .map(Detection::id)
                .map(id -> ExportSamples.of(id, Severity.HIGH, Status.OPEN));
        return Stream.concat(
                detections, Stream.of(ExportSamples.plain(), ExportSamples.bare(), ExportSamples.hostile()));
    }

    @ParameterizedTest
    @MethodSource("everyDetectionAndKind")
    void hasWhatTheSchemaRequires(Finding finding) throws Exception {
        JsonNode event = event(finding);

        assertThat(NUMBERS)
                .allSatisfy(name ->
                        assertThat(event.path(name).isIntegralNumber()).as(name).isTrue());
        requires(event, "finding_info.uid", "finding_info.title", "metadata.version", "metadata.product.name");
        requires(event, "metadata.product.vendor_name", "cloud.provider", "api.operation");
        requires(event, "finding_info.analytic.type_id", "cloud.account.type_id");
        assertThat(event.path("metadata").path("profiles")).isEqualTo(JSON.readTree("[\"cloud\"]"));
        assertThat(event.path("class_uid").asInt()).isEqualTo(2004);
        assertThat(event.path("category_uid").asInt()).isEqualTo(2);
        assertThat(event.path("activity_id").asInt()).isBetween(1, 3);
        assertThat(event.path("type_uid").asInt())
                .isEqualTo(200_400 + event.path("activity_id").asInt());
        assertThat(event.path("severity_id").asInt()).isBetween(1, 5);
        assertThat(event.path("status_id").asInt()).isBetween(1, 4);
    }

    @ParameterizedTest
    @MethodSource("everyDetectionAndKind")
    void hasInEachObjectWhatMakesItOne(Finding finding) throws Exception {
        JsonNode event = event(finding);

        event.path("evidences").forEach(evidence -> hasOneOf(evidence, "actor", "api", "src_endpoint"));
        event.path("evidences").forEach(evidence -> {
            hasOneOf(evidence.path("actor"), "user", "session", "app_name");
            if (evidence.has("src_endpoint")) {
                hasOneOf(evidence.path("src_endpoint"), "ip", "name");
            }
        });
        event.path("resources").forEach(resource -> hasOneOf(resource, "uid", "name"));
        event.path("finding_info").path("attacks").forEach(attack -> hasOneOf(attack, "technique", "sub_technique"));
        if (event.has("remediation")) {
            requires(event, "remediation.desc");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, CRITICAL, 1, New, 5, Critical, 2, Update",
        "ACKNOWLEDGED, HIGH, 2, In Progress, 4, High, 2, Update",
        "SUPPRESSED, LOW, 3, Suppressed, 2, Low, 2, Update",
        "RESOLVED, INFO, 4, Resolved, 1, Informational, 3, Close",
    })
    void numbersAndNamesAgree(
            Status status,
            Severity severity,
            int statusId,
            String statusName,
            int severityId,
            String severityName,
            int activity,
            String activityName)
            throws Exception {
        JsonNode event = event(ExportSamples.of("iam-mfa-deactivated", severity, status));

        assertThat(List.of(
                        event.get("status_id").asInt(),
                        event.get("status").asText(),
                        event.get("severity_id").asInt(),
                        event.get("severity").asText(),
                        event.get("activity_id").asInt(),
                        event.get("activity_name").asText()))
                .containsExactly(statusId, statusName, severityId, severityName, activity, activityName);
    }

    @Test
    void isCreatedAsLongAsNothingHasHappenedToIt() throws Exception {
        assertThat(event(ExportSamples.bare()).get("type_name").asText()).isEqualTo("Detection Finding: Create");
    }

    @Test
    void tellsWhoCalledWhatFromWhere() throws Exception {
        JsonNode event = event(ExportSamples.of("iam-signing-certificate-deleted", Severity.HIGH, Status.OPEN));

        assertThat(event.path("evidences").path(0)).isEqualTo(JSON.readTree("""
            {"actor": {"user": {"type_id": 1, "type": "IAMUser", "uid": "arn:aws:iam::111122223333:user/alice",
                "name": "alice", "credential_uid": "AKIAEXAMPLE",
                "account": {"uid": "111122223333", "type_id": 10, "type": "AWS Account"}},
              "session": {"is_mfa": true}},
             "api": {"operation": "DeleteSigningCertificate", "service": {"name": "iam.amazonaws.com"},
               "request": {"uid": "e-1"},
               "response": {"error": "AccessDenied", "error_message": "not allowed"}},
             "src_endpoint": {"ip": "203.0.113.7"},
             "http_request": {"user_agent": "aws-cli/2"}}\
            """));
        assertThat(event.path("resources")).isEqualTo(JSON.readTree("""
            [{"uid": "CERT1", "type": "signing-certificate", "cloud_partition": "aws", "region": "us-east-1",
              "owner": {"name": "bob", "type_id": 1, "type": "User"}}]\
            """));
        assertThat(event.path("finding_info").path("attacks"))
                .isNotEmpty()
                .allSatisfy(attack -> assertThat(
                                attack.path("technique").path("uid").asText())
                        .matches("T\\d{4}"));
    }

    private JsonNode event(Finding finding) throws Exception {
        String line = ocsf.line(finding);
        assertThat(line).matches("[ -~]+\n");
        return JSON.readTree(line);
    }

    private static void requires(JsonNode event, String... paths) {
        for (String path : paths) {
            assertThat(event.at("/" + path.replace('.', '/')).isMissingNode())
                    .as(path + " is missing")
                    .isFalse();
        }
    }

    private static void hasOneOf(JsonNode object, String... names) {
        Set<String> there = new HashSet<>(List.of(names));
        there.removeIf(name -> !object.has(name));
        assertThat(there).as("of %s in %s", List.of(names), object).isNotEmpty();
    }
}
