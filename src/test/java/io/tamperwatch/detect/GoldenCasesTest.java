package io.tamperwatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.ParseOutcome.Parsed;
import io.tamperwatch.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A new case is a folder {@code src/test/resources/golden/<detection>/<case>} with {@code record.json} and either the
 * whole finding as {@code finding.json} (its record is the one beside it) or an empty file {@code silent}. Run with
 * {@code -Dgolden.write=true} to have {@code finding.json} written, and read what has changed before you commit it.
 */
class GoldenCasesTest {

    private static final Path CASES = Path.of("src/test/resources/golden");
    private static final Instant DETECTED_AT = Instant.parse("2026-01-31T09:20:30.123Z");

    private final EventRecordParser parser = new EventRecordParser();
    private final Detector detector = TestingDetections.detector();

    static Stream<String> cases() throws IOException {
        try (Stream<Path> records = Files.walk(CASES)) {
            return records
                    .filter(path -> path.endsWith("record.json"))
                    .map(path -> CASES.relativize(path.getParent()).toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void makesTheWholeFinding(String name) throws IOException {
        Path folder = CASES.resolve(name);
        String raw = Files.readString(folder.resolve("record.json"));
        EventRecord record = ((Parsed) parser.parse(raw)).record();

        Optional<Finding> finding = detector.detect(record, "production", "999900001111", DETECTED_AT);

        if (Files.exists(folder.resolve("silent"))) {
            assertThat(finding).isEmpty();
        } else {
            assertThat(finding).get().extracting(Finding::record).isEqualTo(raw);
            ObjectNode json = (ObjectNode) TestingDetections.json(finding.orElseThrow());
            json.remove("record");
            writeIfAsked(folder.resolve("finding.json"), json);
            assertThat(json)
                    .isEqualTo(TestingDetections.JSON.readTree(
                            folder.resolve("finding.json").toFile()));
        }
    }

    @Test
    void coversEveryDetectionWithAFiringASilentADeniedAndAFailedCase() throws IOException {
        for (String detection : TestingDetections.ids()) {
            List<String> names = cases().filter(name -> name.startsWith(detection + "/"))
                    .map(name -> name.substring(detection.length() + 1))
                    .toList();
            for (String kind : List.of("succeeded", "silent", "denied", "failed")) {
                assertThat(names).as(detection).anyMatch(name -> name.startsWith(kind));
            }
        }
    }

    private static void writeIfAsked(Path file, JsonNode finding) throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(file, finding.toPrettyString() + "\n");
        }
    }
}
