package io.tamperwatch.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.detect.Detector;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.ParseOutcome;
import io.tamperwatch.finding.Finding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00.123Z");
    private static final String HOSTILE = "e'\\''1\"$(touch canary)`touch canary`\n; touch canary #,AttributeKey=é";

    @TempDir
    Path directory;

    @Test
    void holdsTheRecordAsItIsAndSaysWhatIsInIt() throws Exception {
        Finding finding = finding("0e3c5ee2-7a8f-4f33-9d62-6b1f9d0a1c11");

        Map<String, byte[]> files = unzip(bundle(finding, Optional.of(TestingKeys.SIGNING), NOW));

        assertThat(files.keySet())
                .containsExactly(
                        "history.json",
                        "lookup.sh",
                        "manifest.json",
                        "manifest.json.sig",
                        "readme.txt",
                        "record.json",
                        "record.json.sha256");
        assertThat(new String(files.get("record.json"), UTF_8)).isEqualTo(finding.record());
        assertThat(new String(files.get("record.json.sha256"), UTF_8))
                .isEqualTo(Manifest.sha256(files.get("record.json")) + "  record.json\n");
        JsonNode manifest = JSON.readTree(files.get("manifest.json"));
        JsonNode listed = manifest.path("files");
        assertThat(listed).hasSize(5);
        listed.forEach(file -> {
            byte[] content = files.get(file.path("path").asText());
            assertThat(file.path("bytes").asInt()).isEqualTo(content.length);
            assertThat(file.path("sha256").asText()).isEqualTo(Manifest.sha256(content));
        });
        ((com.fasterxml.jackson.databind.node.ObjectNode) manifest).remove("files");
        assertThat(manifest).isEqualTo(JSON.readTree("""
            {
              "format": "tamperwatch-evidence/1",
              "product": {"name": "tamperwatch", "version": "1.2.3"},
              "createdAt": "2026-03-10T12:00:00Z",
              "finding": {
                "id": "0e3c5ee2-7a8f-4f33-9d62-6b1f9d0a1c11",
                "account": "production",
                "accountId": "111122223333",
                "eventName": "DeleteSigningCertificate",
                "occurredAt": "2026-03-10T09:00:00Z"
              },
              "absent": [{"what": "snapshots", "why": "none was taken"}],
              "signature": {"algorithm": "Ed25519", "keyId": "test-key", "file": "manifest.json.sig"}
            }\
            """));
    }

    @Test
    void isSignedOverTheManifest() throws Exception {
        Map<String, byte[]> files = unzip(bundle(finding("e-1"), Optional.of(TestingKeys.SIGNING), NOW));

        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(TestingKeys.PAIR.getPublic());
        signature.update(files.get("manifest.json"));

        assertThat(signature.verify(files.get("manifest.json.sig"))).isTrue();
    }

    @Test
    void withoutAKeyItSaysThatNobodySigned() throws Exception {
        Map<String, byte[]> files = unzip(bundle(finding("e-1"), Optional.empty(), NOW));

        assertThat(files).doesNotContainKey("manifest.json.sig");
        assertThat(JSON.readTree(files.get("manifest.json")).get("signature").isNull())
                .isTrue();
    }

    @Test
    void twoOfTheSameStateDifferInTheirTimeOnly() throws Exception {
        byte[] first = bundle(finding("e-1"), Optional.of(TestingKeys.SIGNING), NOW);

        assertThat(bundle(finding("e-1"), Optional.of(TestingKeys.SIGNING), NOW.plusMillis(500)))
                .isEqualTo(first);
        Map<String, byte[]> later =
                unzip(bundle(finding("e-1"), Optional.of(TestingKeys.SIGNING), NOW.plusSeconds(60)));
        Map<String, byte[]> earlier = unzip(first);
        assertThat(later.keySet()).isEqualTo(earlier.keySet());
        later.forEach((path, content) -> {
            if (!path.startsWith("manifest.json")) {
                assertThat(content).isEqualTo(earlier.get(path));
            }
        });
        assertThat(new String(later.get("manifest.json"), UTF_8).replace("12:01:00Z", "12:00:00Z"))
                .isEqualTo(new String(earlier.get("manifest.json"), UTF_8));
    }

    /** What the document tells people to type. */
    @Test
    void isCheckedByTheCommandsOfTheDocument() throws Exception {
        assumeTrue(
                isThere("openssl") && isThere("jq"),
                "openssl or jq is not installed: the documented commands were not tried");
        unzip(bundle(finding("e-1"), Optional.of(TestingKeys.SIGNING), NOW)).forEach((path, content) -> {
            try {
                Files.write(directory.resolve(path), content);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        Files.writeString(directory.resolve("public.pem"), TestingKeys.PUBLIC_PEM);
        List<String> commands = Files.readString(Path.of("docs/evidence.md"))
                .lines()
                .filter(line -> line.startsWith("jq -r") || line.startsWith("openssl pkeyutl"))
                .toList();

        assertThat(commands)
                .hasSize(2)
                .allSatisfy(command -> assertThat(run(command)).isZero());
        Files.writeString(directory.resolve("manifest.json"), "{\"files\": []}");
        assertThat(run(commands.getLast())).isNotZero();
    }

    @Test
    void theLookupTakesAnyIdLiterally() throws Exception {
        Path stub = Files.writeString(
                directory.resolve("aws"), "#!/bin/sh\nfor a in \"$@\"; do printf '%s\\0' \"$a\" >> args; done\n");
        assertThat(stub.toFile().setExecutable(true)).isTrue();
        Files.writeString(
                directory.resolve("lookup.sh"), Lookup.script(HOSTILE, HOSTILE, Instant.parse("2026-03-10T09:00:00Z")));

        assertThat(run("bash lookup.sh")).isZero();

        assertThat(directory.resolve("canary")).doesNotExist();
        String[] arguments = Files.readString(directory.resolve("args")).split("\0");
        assertThat(arguments)
                .startsWith(
                        "cloudtrail",
                        "lookup-events",
                        "--region=" + HOSTILE,
                        "--start-time=2026-03-10T08:59:59Z",
                        "--end-time=2026-03-10T09:00:01Z");
        JsonNode attributes = JSON.readTree(arguments[5].substring("--lookup-attributes=".length()));
        assertThat(attributes.get(0).get("AttributeValue").asText()).isEqualTo(HOSTILE);
    }

    private static byte[] bundle(Finding finding, Optional<SigningKey> key, Instant at) {
        return new Evidence(key, "1.2.3", Clock.fixed(at, ZoneOffset.UTC))
                .bundle(finding, List.of(Piece.of("history.json", "[]\n")), Map.of("snapshots", "none was taken"));
    }

    private static Finding finding(String id) throws IOException {
        String record = JSON.createObjectNode()
                .put("eventVersion", "1.11")
                .put("eventTime", "2026-03-10T09:00:00Z")
                .put("eventSource", "iam.amazonaws.com")
                .put("eventName", "DeleteSigningCertificate")
                .put("awsRegion", "us-east-1")
                .put("eventID", id)
                .put("recipientAccountId", "111122223333")
                .toString();
        var read = (ParseOutcome.Parsed) new EventRecordParser().parse(record);
        return new Detector(Catalogue.builtIn())
                .detect(read.record(), "production", null, NOW)
                .orElseThrow();
    }

    private static Map<String, byte[]> unzip(byte[] archive) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getTimeLocal().getYear()).isEqualTo(1980);
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private int run(String command) {
        try {
            List<String> line =
                    new ArrayList<>(List.of("bash", "-c", "set -o pipefail; PATH=\"$PWD:$PATH\"; " + command));
            Process process = new ProcessBuilder(line)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isThere(String program) {
        return run("command -v " + program) == 0;
    }
}
