package io.tamperwatch.blackbox;

import static io.tamperwatch.scan.TestingLogs.NOON;
import static io.tamperwatch.scan.TestingLogs.deletion;
import static io.tamperwatch.scan.TestingLogs.denied;
import static io.tamperwatch.scan.TestingLogs.lines;
import static io.tamperwatch.scan.TestingLogs.logFile;
import static io.tamperwatch.scan.TestingLogs.ordinary;
import static io.tamperwatch.scan.TestingLogs.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Log files read by the built product. */
class ScanIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private Ended scan(String... arguments) {
        return Launch.in(directory).arguments("scan").arguments(arguments).toItsEnd();
    }

    @Test
    void tellsOfEachEventInTheFormatAskedForAndStoresNothing() throws IOException {
        write(
                directory.resolve("AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/a.json.gz"),
                logFile(IntStream.range(0, 2_000)
                        .mapToObj(i -> i == 1_000 ? deletion("d-1", NOON) : ordinary(i))
                        .toArray(ObjectNode[]::new)));
        write(
                directory.resolve("AWSLogs/more.ndjson"),
                lines(
                        deletion("d-1", NOON),
                        denied("d-2", NOON.minusSeconds(60)).put("sourceIPAddress", "ä\u001b[2J")));

        Ended ndjson = scan("--format", "ndjson", "--progress", "AWSLogs");

        assertThat(ndjson.exitCode()).isEqualTo(14);
        assertThat(ndjson.out()).hasSize(2);
        JsonNode newest = JSON.readTree(ndjson.out().getFirst());
        assertThat(newest.get("id").asText()).isEqualTo("d-1");
        assertThat(newest.get("severity").asText()).isEqualTo("critical");
        assertThat(newest.get("signals").findValuesAsText("code")).contains("denied-then-allowed");
        assertThat(newest.get("record")).isEqualTo(deletion("d-1", NOON));
        assertThat(ndjson.err()).anyMatch(line -> line.startsWith("2,002 records in 2 files"));

        for (String format : List.of("text", "csv", "ocsf", "asff")) {
            Ended ended = scan("--format", format, "--fail-on", "never", "AWSLogs");
            assertThat(ended.exitCode()).as(format).isZero();
            assertThat(ended.out()).as(format).anyMatch(line -> line.contains("DeleteSigningCertificate"));
            assertThat(ended.lines()).as(format).noneMatch(line -> line.indexOf('\u001b') >= 0);
        }
        assertThat(Files.exists(directory.resolve("data"))).isFalse();
    }

    @Test
    void heedsTheServicesSettingsAndRefusesWrongOnes() {
        write(directory.resolve("a.json"), logFile(deletion("d-1", NOON)));

        Ended trusted = Launch.in(directory)
                .set("tamperwatch.trusted-networks", "198.51.100.0/24")
                .arguments("scan", "--format", "csv", "a.json", "nowhere.json")
                .toItsEnd();
        Ended refused = Launch.in(directory)
                .set("tamperwatch.detections", "nonsense")
                .arguments("scan", "a.json")
                .toItsEnd();

        assertThat(trusted.out()).anyMatch(line -> line.contains("untrusted-network"));
        assertThat(trusted.err()).anyMatch(line -> line.endsWith("nowhere.json: there is no such file"));
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).hasSize(1).first().asString().startsWith("tamperwatch.detections = \"nonsense\"");
    }
}
