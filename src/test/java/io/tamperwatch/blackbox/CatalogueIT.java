package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.emulator.AwsEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built product with its whole catalogue, and with detections of its operator's own. */
class CatalogueIT {

    private static final String OWN = """
            id: iam-group-deleted
            title: Group deleted
            eventSource: iam.amazonaws.com
            eventNames: [DeleteGroup]
            scope: global
            dryRun: true
            severity: {succeeded: medium, denied: low, failed: info}
            what: A group of IAM users was deleted.
            why: Its members lose what it allowed.
            targetKind: group
            targetFields: {resource: groupName}
            scenarios:
            - {id: by-accident, title: By accident, explanation: It happens.}
            remedies: [least-privilege]
            """;

    @Test
    void tellsEveryDetectionThatComesWithItAndTheOperatorsOwn(@TempDir Path directory) throws IOException {
        Path own = own(directory, OWN);
        try (AwsEmulator aws = AwsEmulator.start(Clock.systemUTC());
                LaunchedService service = Launch.watching(aws, directory)
                        .set("tamperwatch.detections", "all")
                        .set("tamperwatch.catalogue-dir", own.toString())
                        .start()) {
            JsonNode items = service.api().json("/api/v1/catalogue").path("items");

            assertThat(items)
                    .extracting(item -> item.path("id").asText())
                    .containsExactlyElementsOf(Stream.concat(
                                    Catalogue.builtIn().detections().stream().map(Detection::id),
                                    Stream.of("iam-group-deleted"))
                            .toList());
            assertThat(service.api()
                            .json("/api/v1/catalogue/iam-group-deleted")
                            .path("dryRun")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void refusesToStartWithAWrongFileInOneLine(@TempDir Path directory) throws IOException {
        Path own = own(directory, OWN.replace("why:", "because:"));

        Ended ended = Launch.in(directory)
                .environment("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
                .environment("AWS_REGION", "us-east-1")
                .set("tamperwatch.security.mode", "none")
                .set("quarkus.http.host", "127.0.0.1")
                .set("quarkus.http.port", String.valueOf(Ports.free()))
                .set("quarkus.management.port", String.valueOf(Ports.free()))
                .set("tamperwatch.catalogue-dir", own.toString())
                .toItsEnd();

        Path file = own.resolve("detections/iam-group-deleted.yaml");
        assertThat(ended.lines())
                .singleElement()
                .asString()
                .startsWith("the catalogue is not valid: " + file + ": why: text is required; " + file
                        + ": because: unknown field; allowed are ");
        assertThat(ended.exitCode()).isEqualTo(1);
    }

    private static Path own(Path directory, String text) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("own/detections"));
        Files.write(folder.resolve("iam-group-deleted.yaml"), List.of(text.split("\n", -1)));
        return folder.getParent();
    }
}
