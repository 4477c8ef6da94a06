package io.tamperwatch.scan;

import static io.tamperwatch.scan.TestingLogs.ACCOUNT;
import static io.tamperwatch.scan.TestingLogs.NOON;
import static io.tamperwatch.scan.TestingLogs.call;
import static io.tamperwatch.scan.TestingLogs.deletion;
import static io.tamperwatch.scan.TestingLogs.denied;
import static io.tamperwatch.scan.TestingLogs.lines;
import static io.tamperwatch.scan.TestingLogs.logFile;
import static io.tamperwatch.scan.TestingLogs.ordinary;
import static io.tamperwatch.scan.TestingLogs.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.assess.AssessSettings;
import io.tamperwatch.assess.Assessor;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Signal;
import io.tamperwatch.scan.Scan.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTest {

    private static final Catalogue CATALOGUE = Catalogue.builtIn();
    private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

    @TempDir
    private Path directory;

    private Outcome scan(ScanFilter filter, InputStream in, String... given) {
        try {
            return new Scan(
                            CATALOGUE,
                            new Assessor(CATALOGUE, AssessSettings.NONE),
                            filter,
                            RemoteFiles.NONE,
                            Clock.fixed(NOW, ZoneOffset.UTC))
                    .run(List.of(given), in, new Scan.Manner(3, true, Duration.ofHours(1), _ -> {}));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome scan(ScanFilter filter) {
        return scan(filter, InputStream.nullInputStream(), directory.toString());
    }

    private Outcome scan() {
        return scan(ScanFilter.NONE);
    }

    private void file(String name, String text) {
        write(directory.resolve(name), text);
    }

    private static List<String> ids(Outcome outcome) {
        return outcome.findings().stream().map(Finding::id).toList();
    }

    private static List<String> signals(Finding finding) {
        return finding.signals().stream().map(Signal::code).toList();
    }

    @Test
    void tellsOfEachEventOnceWhateverFilesItIsIn() {
        file(
                "AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/a.json.gz",
                logFile(ordinary(1), deletion("d-1", NOON)));
        file("AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/b.json", logFile(deletion("d-1", NOON)));
        file("c.ndjson", lines(deletion("d-2", NOON.plusSeconds(60)), deletion("d-1", NOON)));
        file("AWSLogs/111122223333/CloudTrail-Digest/us-east-1/d.json.gz", "{}");
        file("readme.txt", "hello");

        Outcome outcome = scan();

        assertThat(ids(outcome)).containsExactly("d-2", "d-1");
        assertThat(outcome.repeated()).isEqualTo(2);
        assertThat(outcome.tally())
                .extracting(Scan.Tally::files, Scan.Tally::filesRead, Scan.Tally::records)
                .containsExactly(3L, 3L, 5L);
        assertThat(outcome.tally().bytesRead()).isEqualTo(outcome.tally().bytes());
        assertThat(outcome.leftOut()).isEqualTo(1);
        assertThat(outcome.problems().lines()).isEmpty();
    }

    @Test
    void makesTheFindingThatTheServiceMakes() {
        file("a.json", logFile(deletion("d-1", NOON)));

        Finding finding = scan().findings().getFirst();

        assertThat(finding.detection()).isEqualTo("iam-signing-certificate-deleted");
        assertThat(finding.account()).isEqualTo(ACCOUNT);
        assertThat(finding.accountId()).isEqualTo(ACCOUNT);
        assertThat(finding.detectedAt()).isEqualTo(NOW);
        assertThat(finding.history()).containsExactly(new HistoryEntry(NOW, "detected", null, null));
        assertThat(finding.target().userName()).isEqualTo("payments");
        assertThat(finding.record()).isEqualTo(deletion("d-1", NOON).toString());
        assertThat(signals(finding)).contains("actor-not-owner");
        assertThat(finding.scenarios()).isNotEmpty();
    }

    @Test
    void judgesAnEventByThoseBeforeAndBehindItInWhateverFiles() {
        file("z.json", logFile(denied("d-1", NOON)));
        file("a.json", logFile(deletion("d-2", NOON.plusSeconds(600)), ordinary(1)));

        List<Finding> findings = scan().findings();

        assertThat(findings).hasSize(2).allMatch(finding -> signals(finding).contains("denied-then-allowed"));
    }

    @Test
    void judgesByEventsThatMakeNoFindingAndByThoseThatAreNotShown() {
        ObjectNode user = call("u-1", "iam.amazonaws.com", "DeleteUser", NOON.plusSeconds(60));
        user.putObject("requestParameters").put("userName", "payments");
        file("a.json", logFile(user, denied("d-1", NOON.minusSeconds(60)), deletion("d-2", NOON)));

        Outcome outcome = scan(new ScanFilter(NOON, null, Set.of(), Set.of(), Severity.INFO));

        assertThat(ids(outcome)).containsExactly("d-2");
        assertThat(signals(outcome.findings().getFirst())).contains("denied-then-allowed", "routine-sequence");
    }

    @Test
    void knowsWhoDidSomethingForTheFirstTimeOnlyAfterAWeekOfHistory() {
        ObjectNode others = call("k-1", "iam.amazonaws.com", "CreateAccessKey", NOON.minus(Duration.ofDays(8)));
        others.withObject("/userIdentity").put("arn", "arn:aws:iam::111122223333:user/mallory");
        file("a.json", logFile(others, deletion("d-1", NOON), deletion("d-2", NOON.plusSeconds(9))));
        List<Finding> findings = scan().findings();

        assertThat(findings).extracting(Finding::id).containsExactly("d-2", "d-1", "k-1");
        assertThat(signals(findings.get(1))).contains("first-time-actor");
        assertThat(signals(findings.get(0))).doesNotContain("first-time-actor");
        assertThat(signals(findings.get(2))).doesNotContain("first-time-actor");
    }

    @Test
    void putsWhatAnAddendumSaysInPlaceOfWhatWasSaid() {
        ObjectNode addendum = deletion("a-1", NOON).put("sourceIPAddress", "198.51.100.9");
        addendum.putObject("addendum").put("reason", "UPDATED_DATA").put("originalEventID", "d-1");
        ObjectNode unknown = deletion("a-2", NOON.plusSeconds(1));
        unknown.putObject("addendum").put("reason", "DELIVERY_DELAY").put("originalEventID", "d-9");
        file("1.json", logFile(addendum, unknown, addendum));
        file("2.json", logFile(deletion("d-1", NOON)));

        Outcome outcome = scan();

        assertThat(ids(outcome)).containsExactly("d-9", "d-1");
        Finding amended = outcome.findings().get(1);
        assertThat(amended.origin().sourceAddress()).isEqualTo("198.51.100.9");
        assertThat(amended.history())
                .containsExactly(
                        new HistoryEntry(NOW, "detected", null, null),
                        new HistoryEntry(NOW, "amended", null, "by CloudTrail event a-1"));
        assertThat(outcome.repeated()).isEqualTo(1);
    }

    @Test
    void showsWhatIsAskedFor() {
        ObjectNode other = deletion("d-3", NOON.plusSeconds(2)).put("recipientAccountId", "444455556666");
        ObjectNode key = call("k-1", "iam.amazonaws.com", "DeleteAccessKey", NOON.plusSeconds(3));
        file("a.json", logFile(deletion("d-1", NOON), deletion("d-2", NOON.plusSeconds(1)), other, key));

        assertThat(ids(scan(
                        new ScanFilter(NOON.plusSeconds(1), NOON.plusSeconds(2), Set.of(), Set.of(), Severity.INFO))))
                .containsExactly("d-2");
        assertThat(ids(scan(new ScanFilter(null, null, Set.of("DeleteAccessKey"), Set.of(), Severity.INFO))))
                .containsExactly("k-1");
        assertThat(ids(scan(new ScanFilter(
                        null, null, Set.of("iam-signing-certificate-deleted"), Set.of(ACCOUNT), Severity.INFO))))
                .containsExactly("d-2", "d-1");
        assertThat(ids(scan(new ScanFilter(null, null, Set.of(), Set.of(), Severity.CRITICAL))))
                .isEmpty();
    }

    @Test
    void saysWhatItCouldNotReadAndReadsTheRest() throws IOException {
        file(
                "1.json.gz",
                logFile(IntStream.range(0, 500)
                        .mapToObj(i -> deletion("d-" + i, NOON))
                        .toArray(ObjectNode[]::new)));
        byte[] half = Files.readAllBytes(directory.resolve("1.json.gz"));
        Files.write(directory.resolve("1.json.gz"), Arrays.copyOf(half, half.length / 2));
        file(
                "2.json",
                logFile(
                        call("no id!", "iam.amazonaws.com", "DeleteSigningCertificate", NOON),
                        deletion("whole", NOON)));
        file("3.json", "hello\u001b[31m");
        Path bare = write(directory.resolve("4.json"), "{}");
        Outcome outcome = scan(
                ScanFilter.NONE, InputStream.nullInputStream(), directory.toString(), "nowhere.json", bare.toString());

        assertThat(ids(outcome)).contains("d-1", "whole").doesNotContain("d-499");
        assertThat(outcome.problems().count()).isEqualTo(5);
        assertThat(outcome.problems().lines())
                .extracting(line -> line.replaceFirst("^.*/", ""))
                .containsExactly(
                        "1.json.gz: ends in the middle of its compressed data",
                        "2.json: byte 12: eventID is missing or not an identifier",
                        "3.json: byte 0: not JSON",
                        "4.json: byte 0: eventID is missing or not an identifier",
                        "nowhere.json: there is no such file");
    }

    @Test
    void readsStandardInputCompressedOrNot() throws IOException {
        byte[] gz = Files.readAllBytes(write(directory.resolve("a.gz"), logFile(deletion("d-1", NOON))));

        assertThat(ids(scan(ScanFilter.NONE, new ByteArrayInputStream(gz), "-")))
                .containsExactly("d-1");
        assertThat(ids(scan(
                        ScanFilter.NONE,
                        new ByteArrayInputStream(lines(deletion("d-2", NOON)).getBytes(StandardCharsets.UTF_8)),
                        "-")))
                .containsExactly("d-2");
    }

    @Test
    void takesTheAccountFromTheFilesNameWhereTheRecordNamesNone() {
        ObjectNode nameless = deletion("d-1", NOON);
        nameless.remove("recipientAccountId");
        nameless.remove("userIdentity");
        file("444455556666_CloudTrail_us-east-1_20260301T1205Z_x.json", logFile(nameless));
        file("x.json", logFile(nameless));

        assertThat(scan().findings())
                .extracting(Finding::account, Finding::accountId)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("444455556666", "444455556666"),
                        org.assertj.core.groups.Tuple.tuple("unknown", null));
    }

    @Test
    void showsNothingThatATerminalWouldObey() {
        ObjectNode hostile = deletion("d-1", NOON)
                .put("sourceIPAddress", "\u001b[2J\u202e\r\nok")
                .put("awsRegion", "\u0007");
        hostile.withObject("/userIdentity").put("arn", "arn:aws:iam::111122223333:user/\u009b31m");
        file("a.json", logFile(hostile));

        assertThat(FindingText.of(scan().findings().getFirst()))
                .allMatch(line -> line.chars().noneMatch(c -> Character.isISOControl(c) || c == 0x202e))
                .anyMatch(line -> line.contains("from \\u{1b}[2J\\u{202e}\\u{d}\\u{a}ok"));
    }
}
