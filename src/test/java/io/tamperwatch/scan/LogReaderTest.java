package io.tamperwatch.scan;

import static io.tamperwatch.scan.TestingLogs.NOON;
import static io.tamperwatch.scan.TestingLogs.deletion;
import static io.tamperwatch.scan.TestingLogs.lines;
import static io.tamperwatch.scan.TestingLogs.logFile;
import static io.tamperwatch.scan.TestingLogs.ordinary;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.catalogue.Catalogue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogReaderTest {

    private static final Interest INTEREST = new Interest(Catalogue.builtIn());

    private final ObjectNode one = deletion("d-1", NOON);
    private final ObjectNode two = deletion("d-2", NOON.plusSeconds(1));

    private final List<String> records = new ArrayList<>();
    private final List<Long> positions = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private int counted;
    private int others;

    private final LogReader.Sink sink = new LogReader.Sink() {
        @Override
        public void record(String text, long position) {
            records.add(text);
            positions.add(position);
        }

        @Override
        public void unreadable(long position, String reason) {
            unreadable.add(position + ": " + reason);
        }

        @Override
        public void counted() {
            counted++;
        }

        @Override
        public void noRecords() {
            others++;
        }
    };

    private void read(String text) {
        read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void read(InputStream text) {
        try {
            LogReader.read(text, INTEREST, sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void handsOutWhatMayConcernADetectionExactlyAsItIsWritten() {
        one.put("userAgent", "späße \u001b[31m \uD83D\uDE00 \"quoted\" \\");
        String text = logFile(ordinary(1), one, ordinary(2), two, ordinary(3));

        read(text);

        assertThat(records).containsExactly(one.toString(), two.toString());
        assertThat(positions.getFirst())
                .isEqualTo(text.substring(0, text.indexOf(one.toString())).getBytes(StandardCharsets.UTF_8).length);
        assertThat(counted).isEqualTo(5);
        assertThat(unreadable).isEmpty();
    }

    @Test
    void readsLinesArraysPrettyPrintAndSeveralFilesInOne() {
        read(lines(one, ordinary(1)) + "[" + one + ",\n" + ordinary(2) + "]" + logFile(one) + one.toPrettyString()
                + "\n{\n  \"Records\" : [ " + one.toPrettyString() + "\n ]\n}\n" + two);

        assertThat(records)
                .containsExactly(
                        one.toString(),
                        one.toString(),
                        one.toString(),
                        one.toPrettyString(),
                        one.toPrettyString(),
                        two.toString());
        assertThat(counted).isEqualTo(8);
        assertThat(unreadable).isEmpty();
    }

    @Test
    void readsWhatTheAwsCliSaysOfTheEventHistory() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("Events")
                .addObject()
                .put("EventId", "d-1")
                .put("EventName", "DeleteSigningCertificate")
                .put("CloudTrailEvent", one.toString());

        read(answer.toPrettyString());

        assertThat(records).containsExactly(one.toString());
        assertThat(counted).isEqualTo(1);
        assertThat(unreadable).isEmpty();
    }

    @Test
    void findsSourceAndNameWhereverTheyStandAndOnlyThere() {
        ObjectNode late = JsonNodeFactory.instance.objectNode();
        late.putObject("requestParameters")
                .put("eventSource", "s3.amazonaws.com")
                .put("eventName", "GetObject");
        late.setAll(one);

        read(logFile(late));

        assertThat(records).hasSize(1);
    }

    @Test
    void takesARecordWithoutNameOrSourceForOneThatHasToBeLookedAt() {
        one.remove("eventName");
        two.remove("eventSource");

        read(logFile(one, two));

        assertThat(records).containsExactly(one.toString(), two.toString());
    }

    @Test
    void saysWhatIsBrokenAndGoesOnAtTheNextRecord() {
        String broken = two.toString().replace("\"eventID\":", "\"eventID\" ");
        String file = logFile(one, two, deletion("d-3", NOON)).replace(two.toString(), broken);
        read(file);
        read(lines(one, two, deletion("d-3", NOON)).replace(two.toString(), broken));

        assertThat(records)
                .extracting(
                        text -> new ObjectMapper().readTree(text).get("eventID").asText())
                .containsExactly("d-1", "d-3", "d-1", "d-3");
        assertThat(unreadable).hasSize(2).allMatch(problem -> problem.matches("\\d+: not JSON"));
        long at = Long.parseLong(unreadable.getFirst().split(":", 2)[0]);
        assertThat(at).isBetween((long) file.indexOf(broken), (long) file.indexOf(broken) + broken.length());
    }

    @Test
    void saysThatATextEndsTooEarly() {
        String text = logFile(one, two);
        read(text.substring(0, text.length() - 30));

        assertThat(records).containsExactly(one.toString());
        assertThat(unreadable).hasSize(1).first().asString().endsWith("ends in the middle of its JSON text");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                   | 0: empty
        ' \n '               | 0: empty
        42                   | 0: not a CloudTrail record
        hello                | 1: not JSON
        {"Records":[1,[2]]}  | 12: not a CloudTrail record
        """)
    void saysWhatIsNoLogFile(String text, String problem) {
        read(text);

        assertThat(records).isEmpty();
        assertThat(unreadable.getFirst()).matches("\\d+: .*").endsWith(problem.substring(problem.indexOf(':')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE"})
    void saysThatATextIsNotUtf8(String charset) {
        read(new ByteArrayInputStream(logFile(one).getBytes(Charset.forName(charset))));

        assertThat(records).isEmpty();
        assertThat(unreadable).isNotEmpty();
    }

    @Test
    void knowsCloudTrailsOtherFiles() {
        read("{\"awsAccountId\":\"111122223333\",\"digestStartTime\":\"2026-03-01T12:00:00Z\",\"logFiles\":[]}");

        assertThat(others).isEqualTo(1);
        assertThat(records).isEmpty();
        assertThat(unreadable).isEmpty();
    }

    @Test
    void holdsNoMoreThanARecordAndSaysWhenOneIsLargerThanAnyCanBe() {
        String huge = two.put("userAgent", "x".repeat(3 * RecordWindow.MOST)).toString();

        read(logFile(one, two, one));

        assertThat(huge.length()).isGreaterThan(RecordWindow.MOST);
        assertThat(records).containsExactly(one.toString(), one.toString());
        assertThat(unreadable).hasSize(1).first().asString().endsWith("larger than any CloudTrail record");
        assertThat(counted).isEqualTo(3);
    }

    @Test
    void readsWhateverSizeThePiecesComeIn() {
        ObjectNode[] many = new ObjectNode[300];
        for (int i = 0; i < many.length; i++) {
            many[i] = i % 3 == 0 ? deletion("d-" + i, NOON) : ordinary(i);
            many[i].put("userAgent", "ü".repeat(i * 37 % 5_000));
        }
        byte[] text = logFile(many).getBytes(StandardCharsets.UTF_8);
        Random random = new Random(7);

        read(new ByteArrayInputStream(text) {
            @Override
            public synchronized int read(byte[] to, int from, int length) {
                return super.read(to, from, Math.min(length, 1 + random.nextInt(3_000)));
            }
        });

        assertThat(counted).isEqualTo(300);
        assertThat(records).hasSize(100).last().isEqualTo(many[297].toString());
        assertThat(unreadable).isEmpty();
    }

    @Test
    void survivesWhateverIsDoneToAFile() {
        byte[] whole = logFile(one, ordinary(1), two).getBytes(StandardCharsets.UTF_8);
        byte[] inLines = lines(one, ordinary(1), two).getBytes(StandardCharsets.UTF_8);
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            byte[] text = (seed % 2 == 0 ? whole : inLines).clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                text[random.nextInt(text.length)] = (byte) "{}[]\",:\n\\a\0".charAt(random.nextInt(11));
            }

            read(new ByteArrayInputStream(text));
        }

        assertThat(counted).isGreaterThan(3_000);
        assertThat(unreadable).hasSizeGreaterThan(2_000);
    }
}
