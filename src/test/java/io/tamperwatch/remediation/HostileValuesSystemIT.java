package io.tamperwatch.remediation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Remedy;
import io.tamperwatch.catalogue.Remedy.Purpose;
import io.tamperwatch.catalogue.RemedyInput;
import io.tamperwatch.catalogue.RemedyInput.Form;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.detect.Detector;
import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.EmulatorRequest;
import io.tamperwatch.emulator.Fault;
import io.tamperwatch.emulator.ServiceName;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.LogText;
import io.tamperwatch.event.ParseOutcome.Parsed;
import io.tamperwatch.remediation.Scripts.Route;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@link HostileValuesTest}, through the real AWS CLI and the real boto3, up to what arrives at the server. */
class HostileValuesSystemIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NAMES = 10;
    private static final int TAGS = 10;
    private static final int BASH_SCRIPTS = 4;
    private static final int PYTHON_SCRIPTS = 50;

    /** What IAM would take for a name's length, and what can be sent at all. */
    private static final Predicate<String> SENDABLE = text -> !text.isEmpty()
            && text.length() <= 255
            && text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);

    private static final Pattern VALUE =
            Pattern.compile("(?:ClientIDList\\.member\\.|Tags\\.member\\.)(\\d+)(\\.Value)?");

    @TempDir
    Path folder;

    private final List<List<String>> arrived = Collections.synchronizedList(new ArrayList<>());

    @Test
    void theAwsCliHandsThemOnAsTheyAre() throws Exception {
        Route.BASH.mustBeHere();
        HostileTexts texts = new HostileTexts(20_261_126);
        List<List<String>> expected = new ArrayList<>();
        try (AwsEmulator aws = listening()) {
            Scripts scripts = scripts(aws);
            for (int i = 0; i < BASH_SCRIPTS; i++) {
                List<String> values = values(texts);
                expected.add(values);
                assertThat(scripts.run(remediation(values), Route.BASH, "--yes").status())
                        .isZero();
            }
        }
        assertArrived(expected);
    }

    /** One process for all: boto3 takes long to begin. */
    @Test
    void boto3HandsThemOnAsTheyAre() throws Exception {
        Route.PYTHON.mustBeHere();
        HostileTexts texts = new HostileTexts(20_261_127);
        List<List<String>> expected = new ArrayList<>();
        for (int i = 0; i < PYTHON_SCRIPTS; i++) {
            List<String> values = values(texts);
            expected.add(values);
            Files.writeString(
                    folder.resolve("%03d.py".formatted(i)), remediation(values).python());
        }
        try (AwsEmulator aws = listening()) {
            String all = """
                import glob, sys
                sys.argv = ['all', '--yes']
                for script in sorted(glob.glob('[0-9]*.py')):
                    with open(script, encoding='utf-8') as source:
                        exec(compile(source.read(), script, 'exec'), {'__name__': '__main__'})
                """;
            Scripts.Said said = scripts(aws).run(Route.PYTHON, all, List.of());
            assertThat(said.status()).as(said.text()).isZero();
        }
        assertArrived(expected);
    }

    private Scripts scripts(AwsEmulator aws) throws Exception {
        Files.writeString(folder.resolve("canary-keep"), "alive");
        return new Scripts(folder, aws.url());
    }

    private void assertArrived(List<List<String>> expected) throws Exception {
        assertThat(shown(arrived)).isEqualTo(shown(expected));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .allMatch(name ->
                            name.equals("canary-keep") || name.matches("remediation\\d+|\\d+\\.py|\\.cache|\\.aws"));
        }
        assertThat(Files.readString(folder.resolve("canary-keep"))).isEqualTo("alive");
    }

    private static List<String> shown(List<List<String>> values) {
        return values.stream()
                .flatMap(List::stream)
                .map(value -> LogText.of(value, Integer.MAX_VALUE))
                .toList();
    }

    private static List<String> values(HostileTexts texts) {
        return Stream.generate(texts::next).filter(SENDABLE).limit(NAMES + TAGS).toList();
    }

    /** An AWS that writes down what it is asked for, before it looks whether that is allowed. */
    private AwsEmulator listening() {
        AwsEmulator aws = AwsEmulator.start(Clock.systemUTC());
        aws.faults(this::listen);
        return aws;
    }

    private Optional<Fault> listen(EmulatorRequest request) {
        if (request.service() == ServiceName.IAM) {
            String[] values = new String[NAMES + TAGS];
            for (String field : request.body().split("&", -1)) {
                var name = VALUE.matcher(URLDecoder.decode(field.substring(0, field.indexOf('=')), UTF_8));
                boolean isClient = field.startsWith("ClientIDList");
                if (name.matches() && isClient == (name.group(2) == null)) {
                    values[Integer.parseInt(name.group(1)) - 1 + (isClient ? 0 : NAMES)] =
                            URLDecoder.decode(field.substring(field.indexOf('=') + 1), UTF_8);
                }
            }
            arrived.add(Arrays.asList(values));
        }
        return Optional.empty();
    }

    private static Remediation remediation(List<String> values) {
        ObjectNode record = JSON.createObjectNode()
                .put("eventVersion", "1.11")
                .put("eventTime", "2026-01-31T09:00:00Z")
                .put("eventSource", "iam.amazonaws.com")
                .put("eventName", "ProbeCall")
                .put("awsRegion", "us-east-1")
                .put("eventID", "0e3c5ee2-7a8f-4f33-9d62-6b1f9d0a1c11")
                .put("recipientAccountId", "111122223333");
        record.putObject("userIdentity").put("type", "Unknown");
        ObjectNode request = record.putObject("requestParameters");
        IntStream.range(0, NAMES).forEach(i -> request.put("name" + i, values.get(i)));
        var tags = request.putArray("tags");
        values.subList(NAMES, NAMES + TAGS)
                .forEach(value -> tags.addObject().put("key", "owner").put("value", value));
        Catalogue catalogue = new Catalogue(List.of(probe()));
        return new Detector(catalogue)
                .detect(
                        ((Parsed) new EventRecordParser().parse(record.toString())).record(),
                        "production",
                        null,
                        Instant.EPOCH)
                .flatMap(new Remediations(catalogue, new TestingFindings(), Past.NOTHING)::of)
                .orElseThrow();
    }

    /** A detection whose remedy hands everything on in one call; what IAM thinks of it does not matter. */
    private static Detection probe() {
        List<RemedyInput> inputs = new ArrayList<>();
        StringJoiner bash = new StringJoiner(",");
        StringJoiner python = new StringJoiner(", ");
        for (int i = 0; i < NAMES; i++) {
            inputs.add(input("NAME" + i, Form.TEXT, "request.name" + i));
            bash.add("$NAME" + i);
            python.add("NAME" + i);
        }
        inputs.add(input("TAGS", Form.JSON, "request.tags"));
        Remedy remedy = new Remedy(
                "hand-on",
                "Hand on",
                Purpose.UNDO,
                "why",
                Map.of(),
                inputs,
                List.of("Choose {NAME0} and {TAGS}."),
                "aws iam create-open-id-connect-provider --cli-input-json"
                        + " \"{\\\"Url\\\":\\\"https://idp.example.com\\\",\\\"ClientIDList\\\":[" + bash
                        + "],\\\"Tags\\\":$TAGS}\" || true",
                """
                iam = boto3.client('iam')
                try:
                    iam.create_open_id_connect_provider(Url='https://idp.example.com', ClientIDList=[%s], Tags=TAGS)
                except iam.exceptions.ClientError:
                    pass
                """.formatted(python),
                null,
                "aws iam delete-open-id-connect-provider");
        return new Detection(
                "probe",
                "Probe",
                "iam.amazonaws.com",
                List.of("ProbeCall"),
                Detection.Scope.GLOBAL,
                false,
                false,
                false,
                false,
                Severity.HIGH,
                Severity.LOW,
                Severity.LOW,
                "what",
                "why",
                "probe",
                Map.of("userName", "name0"),
                List.of(),
                List.of(remedy),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static RemedyInput input(String name, Form form, String from) {
        return new RemedyInput(name, form, List.of(from), null, false, false, "it", "Nobody knows.");
    }
}
