package io.tamperwatch.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tamperwatch.finding.Finding;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Held against the required attributes and the bounds that Security Hub's API states for AwsSecurityFinding. */
class AsffFormatTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AsffFormat asff = new AsffFormat(ExportSamples.CATALOGUE);

    static Stream<Finding> findings() {
        return Stream.of(ExportSamples.plain(), ExportSamples.bare(), ExportSamples.hostile());
    }

    @ParameterizedTest
    @MethodSource("findings")
    void hasWhatSecurityHubRequires(Finding finding) throws Exception {
        JsonNode found = read(finding);

        assertThat(found.path("SchemaVersion").asText()).isEqualTo("2018-10-08");
        assertThat(found.path("AwsAccountId").asText()).matches("\\d{12}");
        assertThat(found.path("ProductArn").asText())
                .matches("arn:aws(-cn)?:securityhub:[a-z0-9-]+:\\d{12}:product/\\d{12}/default");
        assertThat(List.of("CreatedAt", "UpdatedAt", "FirstObservedAt", "LastObservedAt"))
                .allSatisfy(name ->
                        assertThat(Instant.parse(found.path(name).asText())).isNotNull());
        bounded(found, "Id", 512);
        bounded(found, "GeneratorId", 512);
        bounded(found, "Title", 256);
        bounded(found, "Description", 1_024);
        assertThat(found.path("Severity").path("Label").asText())
                .isIn("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL");
        assertThat(found.path("RecordState").asText()).isIn("ACTIVE", "ARCHIVED");
        assertThat(found.path("Resources").size()).isBetween(1, 32);
        found.path("Resources").forEach(resource -> {
            bounded(resource, "Id", 512);
            bounded(resource, "Type", 256);
        });
        assertThat(found.path("Types").path(0).asText()).isEqualTo("Unusual Behaviors/User");
        assertThat(found.path("ProductFields").size()).isLessThanOrEqualTo(50);
        assertThat(found.path("ProductFields"))
                .allSatisfy(value -> assertThat(value.asText().length()).isLessThanOrEqualTo(1_024));
    }

    @Test
    void callsAnActorWithoutANameByTheType() throws Exception {
        assertThat(read(ExportSamples.bare()).path("Description").asText())
                .isEqualTo("StopLogging by Unknown: succeeded.");
    }

    @Test
    void tellsAFinding() throws Exception {
        assertThat(read(ExportSamples.plain())).isEqualTo(JSON.readTree("""
            {"SchemaVersion": "2018-10-08", "Id": "111122223333/us-east-1/e-1",
             "ProductArn": "arn:aws:securityhub:us-east-1:111122223333:product/111122223333/default",
             "ProductName": "tamperwatch", "CompanyName": "tamperwatch", "GeneratorId": "certificate-gone",
             "AwsAccountId": "111122223333", "Region": "us-east-1", "Types": ["Unusual Behaviors/User"],
             "FirstObservedAt": "2026-01-31T09:00:00Z", "LastObservedAt": "2026-01-31T09:00:00Z",
             "CreatedAt": "2026-01-31T09:04:12.345Z", "UpdatedAt": "2026-01-31T10:00:00Z",
             "Severity": {"Label": "HIGH", "Original": "high"}, "Title": "certificate-gone",
             "Description": "DeleteSigningCertificate by alice (IAMUser): denied.", "RecordState": "ACTIVE",
             "Resources": [
               {"Type": "AwsAccount", "Id": "AWS::::Account:111122223333", "Partition": "aws", "Region": "us-east-1"},
               {"Type": "AwsIamUser", "Id": "arn:aws:iam::111122223333:user/bob", "Partition": "aws",
                "Region": "us-east-1"},
               {"Type": "Other", "Id": "CERT1", "Partition": "aws", "Region": "us-east-1"}],
             "Action": {"ActionType": "AWS_API_CALL", "AwsApiCallAction": {"Api": "DeleteSigningCertificate",
               "ServiceName": "iam.amazonaws.com", "FirstSeen": "2026-01-31T09:00:00Z",
               "LastSeen": "2026-01-31T09:00:00Z", "CallerType": "remoteIp",
               "RemoteIpDetails": {"IpAddressV4": "203.0.113.7"}}},
             "ProductFields": {"tamperwatch/EventId": "e-1", "tamperwatch/Account": "production",
               "tamperwatch/Status": "acknowledged", "tamperwatch/Outcome": "denied", "tamperwatch/Change": "no-op",
               "tamperwatch/ErrorCode": "AccessDenied",
               "tamperwatch/ActorArn": "arn:aws:iam::111122223333:user/alice",
               "tamperwatch/ActorAccessKeyId": "AKIAEXAMPLE", "tamperwatch/UserAgent": "aws-cli/2",
               "tamperwatch/Note": "mine", "tamperwatch/Signal/no-mfa": "There was no MFA."},
             "FindingProviderFields": {"Severity": {"Label": "HIGH", "Original": "high"},
               "Types": ["Unusual Behaviors/User"]}}\
            """));
    }

    private JsonNode read(Finding finding) throws Exception {
        String line = asff.line(finding);
        assertThat(line).matches("[ -~]+\n");
        return JSON.readTree(line);
    }

    private static void bounded(JsonNode object, String name, int most) {
        assertThat(object.path(name).asText()).as(name).isNotBlank().hasSizeLessThanOrEqualTo(most);
    }
}
