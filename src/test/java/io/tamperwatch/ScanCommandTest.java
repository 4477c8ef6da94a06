package io.tamperwatch;

import static io.tamperwatch.scan.TestingLogs.NOON;
import static io.tamperwatch.scan.TestingLogs.deletion;
import static io.tamperwatch.scan.TestingLogs.denied;
import static io.tamperwatch.scan.TestingLogs.logFile;
import static io.tamperwatch.scan.TestingLogs.ordinary;
import static io.tamperwatch.scan.TestingLogs.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tamperwatch.aws.TestingS3;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void deliver() {
        write(
                directory.resolve("111122223333_CloudTrail_us-east-1_20260301T1205Z_x.json.gz"),
                logFile(ordinary(1), denied("d-1", NOON), deletion("d-2", NOON.plusSeconds(60)), ordinary(2)));
    }

    private int scan(String... arguments) {
        List<String> all = new ArrayList<>(List.of("scan"));
        all.addAll(List.of(arguments));
        return Commands.of(() -> {
                    throw new AssertionError("the service");
                })
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void tellsPeopleWhatItFoundAndItsExitCodeHowGraveThatIs() {
        int exitCode = scan(directory.toString());

        assertThat(exitCode).isEqualTo(14);
        assertThat(out.toString().lines().toList())
                .hasSize(13)
                .contains(
                        "CRITICAL  2026-03-01T12:01:00Z  DeleteSigningCertificate succeeded,"
                                + " iam-signing-certificate-deleted",
                        "          account 111122223333, Region us-east-1, event d-2",
                        "          by arn:aws:iam::111122223333:user/erin (IAMUser) with key AKIA000000000EXAMPLE from"
                                + " 192.0.2.44",
                        "          at signing-certificate: user payments, certificate CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC")
                .anyMatch(line -> line.matches("2 findings: 2 critical"))
                .anyMatch(line -> line.startsWith("4 records in 1 files (0 MB) read in "));
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--fail-on=never, 0",
        "--fail-on=critical, 14",
        "--since=2026-03-02, 0",
        "--detection=DeleteAccessKey, 0",
        "--account=444455556666, 0",
        "--until=2026-03-01T12:00:00Z --fail-on=critical, 0",
        "--min-severity=high, 14"
    })
    void theExitCodeIsThatOfWhatIsShown(String arguments, int exitCode) {
        List<String> all = new ArrayList<>(List.of(arguments.split(" ")));
        all.add(directory.toString());

        assertThat(scan(all.toArray(String[]::new))).isEqualTo(exitCode);
    }

    @Test
    void writesFindingsAsTheApiDoesWithTheirRecords() throws IOException {
        assertThat(scan("--format", "ndjson", directory.toString())).isEqualTo(14);

        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode finding = new ObjectMapper().readTree(lines.getFirst());
        assertThat(finding.get("id").asText()).isEqualTo("d-2");
        assertThat(finding.get("occurredAt").asText()).isEqualTo("2026-03-01T12:01:00Z");
        assertThat(finding.get("severity").asText()).isEqualTo("critical");
        assertThat(finding.get("actor").get("name").asText()).isEqualTo("erin");
        assertThat(finding.get("record")).isEqualTo(deletion("d-2", NOON.plusSeconds(60)));
        assertThat(finding.has("session")).isTrue();
        assertThat(err.toString()).startsWith("2 findings: ");
    }

    @Test
    void writesTablesAndWhatSecurityLakesRead() throws IOException {
        scan("--format", "csv", directory.toString());
        assertThat(out.toString()).startsWith("\"id\",\"account\",").contains("\r\n\"d-2\",\"111122223333\",");
        out.getBuffer().setLength(0);
        scan("--format", "ocsf", directory.toString());
        JsonNode ocsf =
                new ObjectMapper().readTree(out.toString().lines().findFirst().orElseThrow());
        assertThat(ocsf.get("class_uid").asInt()).isEqualTo(2004);
        assertThat(ocsf.at("/metadata/log_name").asText()).isEqualTo("CloudTrail log files");
        assertThat(ocsf.at("/finding_info/data_sources/0").asText()).isEqualTo("AWS CloudTrail log files");
        out.getBuffer().setLength(0);
        scan("--format", "asff", directory.toString());
        assertThat(out.toString()).contains("\"SchemaVersion\":\"2018-10-08\"");
    }

    @Test
    void saysWhatItCouldNotReadAndFailsForItWhereNothingWorseWasFound() {
        write(directory.resolve("broken.json"), "{\"Records\":[");

        assertThat(scan("--fail-on", "never", directory.toString(), "nowhere")).isEqualTo(1);
        assertThat(err.toString())
                .contains("2 could not be read:", "broken.json: byte ", "nowhere: there is no such file");
        assertThat(scan(directory.toString())).isEqualTo(14);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        scan --threads 1                  | Missing required parameter: '<file>'
        scan --threads 1 ''               | <file> is a name, or - for standard input
        scan --format xml x               | --format is one of text, ndjson, csv, ocsf, asff
        scan --since yesterday x          | --since is a day or a time in UTC: 2026-01-31 or 2026-01-31T09:00:00Z
        scan --detection nonsense x       | --detection is ids of detections or names of their events, separated by commas
        scan --account production x       | --account is accounts of twelve digits each, separated by commas
        scan --min-severity grave x       | --min-severity is one of critical, high, medium, low, info
        scan --fail-on always x           | --fail-on is one of critical, high, medium, low, info, never
        scan --threads 0 x                | --threads is a number from 1 to 999
        """)
    void answersWhatItDoesNotUnderstandWithUsageAndExitCode2(String arguments, String message) {
        assertThat(scan(arguments
                        .substring("scan".length())
                        .strip()
                        .replace("''", "\t")
                        .split(" ")))
                .isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void tellsItsExitCodes() {
        assertThat(scan("--help")).isZero();
        assertThat(out.toString()).contains("Exit codes:", "could not be read", "10-14", "--since=<time>");
    }

    /** What the SDK takes its settings from is the process's own here. */
    private static final Map<String, String> OF_THE_SDK = Map.of(
            "aws.region", "us-east-1", "aws.accessKeyId", "AKIA000000000EXAMPLE", "aws.secretAccessKey", "secret");

    @Test
    void readsTheObjectsOfABucketAndGoesOnPastThoseThatCannotBe() {
        try (TestingS3 s3 = TestingS3.start()) {
            OF_THE_SDK.forEach(System::setProperty);
            System.setProperty("aws.endpointUrlS3", s3.url().toString());
            String folder = "AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/";
            s3.put(folder + "a.json.gz", logFile(ordinary(1), deletion("d-1", NOON)))
                    .refuse(folder + "b.json.gz", 403, "InvalidObjectState")
                    .breakOff(folder + "c.json", logFile(deletion("d-2", NOON)))
                    .put(folder + "d.json.gz", logFile(deletion("d-3", NOON.plusSeconds(1))))
                    .put(folder + "e.txt", "no log")
                    .put("AWSLogs/111122223333/CloudTrail-Digest/us-east-1/x.json.gz", "{}");

            int exitCode = scan("--format", "csv", "s3://logs/AWSLogs/", "s3://other/", "s3://Wrong/");

            assertThat(exitCode).isEqualTo(13);
            assertThat(out.toString()).contains("d-1", "d-2", "d-3");
            assertThat(err.toString().lines().toList())
                    .anyMatch(line -> line.startsWith("4 records in 4 files (0 MB) read in ")
                            && line.endsWith("2 files left out"))
                    .contains(
                            "4 could not be read:",
                            "  s3://Wrong/: cannot be read: not an address in S3, for example"
                                    + " s3://bucket/AWSLogs/111122223333/",
                            "  s3://logs/" + folder
                                    + "b.json.gz: cannot be read: it is archived and has to be restored first (403"
                                    + " InvalidObjectState)",
                            "  s3://other/: cannot be read: there is no such bucket (404 NoSuchBucket)")
                    .anyMatch(line -> line.contains("c.json: "));
        } finally {
            OF_THE_SDK.keySet().forEach(System::clearProperty);
            System.clearProperty("aws.endpointUrlS3");
        }
    }
}
