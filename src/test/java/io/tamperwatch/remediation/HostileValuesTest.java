package io.tamperwatch.remediation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.TestingPython;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Remedy;
import io.tamperwatch.catalogue.Remedy.Purpose;
import io.tamperwatch.catalogue.RemedyInput;
import io.tamperwatch.catalogue.RemedyInput.Form;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.detect.Detector;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.LogText;
import io.tamperwatch.event.ParseOutcome.Parsed;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.posture.PostureChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever makes a call chooses the names in its record. Here they are chosen to break out of the scripts: each script is
 * executed, in the place of {@code aws} and {@code boto3} stands something that writes down what it is given, and beside it
 * lies a canary.
 */
class HostileValuesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SCRIPTS = Integer.getInteger("hostile.scripts", 500);
    private static final int VALUES = 20;
    private static final int SCRIPTS_OF_EACH_DETECTION = 3;
    private static final long SEED = 20_260_131;

    /** What the scripts themselves write, under names of the catalogue. */
    private static final Set<String> OWN_FILES =
            Set.of("new-access-key.json", "new-service-credential.json", "rotated-access-key.json", "mfa-seed.png");

    /** What a terminal shows as it is, and line breaks. */
    private static final Pattern HARMLESS = Pattern.compile("[\\n -~]*");

    @TempDir
    Path folder;

    /** Five user names, client IDs, ARNs and tags in each script. */
    @Test
    void everyOneOfTenThousandValuesArrivesLiterallyAndNoneEscapes() throws Exception {
        HostileTexts texts = new HostileTexts(SEED);
        Catalogue catalogue = new Catalogue(List.of(Probe.detection()));
        List<List<String>> expected = new ArrayList<>();
        List<Remediation> remediations = new ArrayList<>();
        for (int i = 0; i < SCRIPTS; i++) {
            List<String> values = Stream.generate(texts::next).limit(VALUES).toList();
            expected.add(values);
            remediations.add(remediation(catalogue, Probe.record(values)));
        }

        assertThat(shown(Probe.values(bash(remediations, "--yes")))).isEqualTo(shown(expected));
        assertThat(shown(Probe.values(python(remediations, "--yes")))).isEqualTo(shown(expected));
        assertNothingEscaped();
    }

    @Test
    void noneEscapesFromWhatIsShownBeforehand() throws Exception {
        HostileTexts texts = new HostileTexts(SEED + 1);
        Catalogue catalogue = new Catalogue(List.of(Probe.detection()));
        List<Remediation> remediations = Stream.generate(
                        () -> Stream.generate(texts::next).limit(VALUES).toList())
                .limit(50)
                .map(values -> remediation(catalogue, Probe.record(values)))
                .toList();

        assertThat(bash(remediations, "--dry-run")).isEmpty();
        assertThat(python(remediations, "--dry-run")).isEmpty();
        assertNothingEscaped();
    }

    /** Every remedy that comes with the product, each with every value of the record hostile. */
    @Test
    void noneEscapesFromTheScriptsOfTheCatalogue() throws Exception {
        Catalogue catalogue = Catalogue.builtIn();
        HostileTexts texts = new HostileTexts(SEED + 2);
        List<Remediation> remediations = new ArrayList<>();
        for (Detection detection : catalogue.detections()) {
            for (int i = 0; i < SCRIPTS_OF_EACH_DETECTION && !detection.context(); i++) {
                remediations.add(remediation(catalogue, Probe.record(detection, i, texts)));
            }
        }

        bash(remediations, "--yes", "--step=contain", "--step=undo", "--step=verify");
        python(remediations, "--yes", "--step=contain", "--step=undo", "--step=verify");
        assertNothingEscaped();
        remediations.forEach(one -> assertThat(one.steps()).allSatisfy(HostileValuesTest::assertOneLineEach));
    }

    /** Names of an account's own users, policies and trails are somebody's words too. */
    @Test
    void noneEscapesFromTheScriptsOfPostureChecks() throws Exception {
        HostileTexts texts = new HostileTexts(SEED + 3);
        List<Remediation> remediations = PostureChecks.all().stream()
                .map(check -> PostureRemediationsTest.remediation(check.id(), PostureRemediationsTest.offenders(texts)))
                .toList();

        bash(remediations, "--yes", "--step=undo", "--step=verify", "--step=prevent");
        bash(remediations, "--dry-run", "--step=undo", "--step=verify", "--step=prevent");
        python(remediations, "--yes", "--step=undo", "--step=verify", "--step=prevent");
        assertNothingEscaped();
        remediations.forEach(one -> assertThat(one.steps()).allSatisfy(HostileValuesTest::assertOneLineEach));
    }

    /** A step by itself is put together in another way than the scripts. */
    @Test
    void everyValueArrivesLiterallyFromASingleStepAndNoneEscapes() throws Exception {
        HostileTexts texts = new HostileTexts(SEED + 4);
        Catalogue catalogue = new Catalogue(List.of(Probe.detection()));
        List<List<String>> expected = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            List<String> values = Stream.generate(texts::next).limit(VALUES).toList();
            expected.add(values);
            steps.addAll(remediation(catalogue, Probe.record(values)).steps());
        }

        assertThat(shown(Probe.values(bashTexts(steps.stream().map(Step::cli).toList()))))
                .isEqualTo(shown(expected));
        assertThat(shown(Probe.values(
                        pythonTexts(steps.stream().map(Step::python).toList()))))
                .isEqualTo(shown(expected));
        assertNothingEscaped();
    }

    @Test
    void noneEscapesFromTheSingleStepsOfTheCatalogueAndOfPostureChecks() throws Exception {
        Catalogue catalogue = Catalogue.builtIn();
        HostileTexts texts = new HostileTexts(SEED + 5);
        List<Step> steps = new ArrayList<>();
        for (Detection detection : catalogue.detections()) {
            if (!detection.context()) {
                steps.addAll(remediation(catalogue, Probe.record(detection, 0, texts))
                        .steps());
            }
        }
        PostureChecks.all()
                .forEach(check -> steps.addAll(
                        PostureRemediationsTest.remediation(check.id(), PostureRemediationsTest.offenders(texts))
                                .steps()));

        assertThat(bashTexts(steps.stream().map(Step::cli).distinct().toList())).isNotEmpty();
        assertThat(pythonTexts(steps.stream().map(Step::python).distinct().toList()))
                .isNotEmpty();
        assertNothingEscaped();
    }

    /** So that a failure can be read. */
    private static String shown(List<List<String>> values) {
        return values.stream()
                .flatMap(List::stream)
                .map(value -> LogText.of(value, Integer.MAX_VALUE))
                .collect(Collectors.joining("\n"));
    }

    private static void assertOneLineEach(Step step) {
        assertThat(step.console())
                .allSatisfy(line -> assertThat(line.codePoints().noneMatch(Character::isISOControl))
                        .isTrue());
    }

    private static Remediation remediation(Catalogue catalogue, ObjectNode record) {
        Parsed parsed = (Parsed) new EventRecordParser().parse(record.toString());
        Finding finding = new Detector(catalogue)
                .detect(parsed.record(), "production", null, Instant.EPOCH)
                .orElseThrow();
        return new Remediations(catalogue, new TestingFindings(), Past.NOTHING)
                .of(finding)
                .orElseThrow();
    }

    private List<JsonNode> bash(List<Remediation> remediations, String... options) throws Exception {
        return bashTexts(remediations.stream().map(Remediation::bash).toList(), options);
    }

    /** All in one bash, whose {@code command} and {@code aws} write each call down instead of making it. */
    private List<JsonNode> bashTexts(List<String> scripts, String... options) throws Exception {
        for (int i = 0; i < scripts.size(); i++) {
            Files.writeString(folder.resolve("%05d.sh".formatted(i)), scripts.get(i));
        }
        Files.writeString(folder.resolve("run"), """
            command() { shift; called "$@"; }
            aws() { called "$@"; }
            called() {
              case "$2" in
                get-caller-identity) echo 111122223333; return ;;
                generate-credential-report) echo COMPLETE; return ;;
              esac
              printf '%s\\0' "$@" >&3
              printf '\\n\\0' >&3
            }
            export CANARY=expanded
            export -f aws called
            for script in [0-9]*.sh; do source "./$script" "$@" || true; done
            """);
        run("bash", options);
        List<JsonNode> requests = new ArrayList<>();
        List<String> words = List.of(Files.readString(folder.resolve("calls")).split("\0", -1));
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals("--cli-input-json")) {
                requests.add(JSON.readTree(words.get(i + 1)));
            }
        }
        clean(".sh");
        return requests;
    }

    private List<JsonNode> python(List<Remediation> remediations, String... options) throws Exception {
        return pythonTexts(remediations.stream().map(Remediation::python).toList(), options);
    }

    /** All in one Python, whose {@code boto3} writes each call down instead of making it. */
    private List<JsonNode> pythonTexts(List<String> programs, String... options) throws Exception {
        for (int i = 0; i < programs.size(); i++) {
            Files.writeString(folder.resolve("%05d.py".formatted(i)), programs.get(i));
        }
        Files.writeString(folder.resolve("run"), """
            import glob, json, os, sys, types
            calls = os.fdopen(3, 'w')
            class Answer(dict):
                def __missing__(self, name):
                    return {'Account': '111122223333', 'Content': b''}.get(name, Answer())
            class Client:
                def __init__(self, service, **options):
                    self.exceptions = types.SimpleNamespace(
                        NoSuchEntityException=KeyError, TrailNotFoundException=KeyError)
                def get_paginator(self, name):
                    return types.SimpleNamespace(paginate=lambda **request: [Answer()])
                def __getattr__(self, name):
                    def call(**request):
                        if request:
                            calls.write(json.dumps(request) + '\\n')
                        return Answer()
                    return call
            boto3 = types.ModuleType('boto3')
            boto3.client = Client
            boto3.Session = lambda **options: types.SimpleNamespace(client=Client)
            sys.modules['boto3'] = boto3
            os.environ['CANARY'] = 'expanded'
            for script in sorted(glob.glob('[0-9]*.py')):
                sys.argv[0] = script
                with open(script, encoding='utf-8') as source:
                    code = compile(source.read(), script, 'exec')
                try:
                    exec(code, {'__name__': '__main__'})
                except (SystemExit, LookupError, OSError, RuntimeError, TypeError, ValueError) as stopped:
                    print(ascii(stopped), file=sys.stderr)
            """);
        run(TestingPython.interpreter(), options);
        List<JsonNode> requests = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("calls"))) {
            requests.add(JSON.readTree(line));
        }
        clean(".py");
        return requests;
    }

    private void run(String program, String... options) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("canary-keep"), "alive");
        List<String> command = new ArrayList<>(List.of("bash", "-c", program + " ./run \"$@\" 3> calls", "-"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        int status = process.waitFor();
        String said = Files.readString(folder.resolve("said"), UTF_8);
        assertThat(status)
                .as(said.substring(Math.max(0, said.length() - 2_000)))
                .isZero();
        assertThat(said).as("nothing but what a terminal shows as it is").matches(HARMLESS);
    }

    private void clean(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(suffix)).toList()) {
                Files.delete(file);
            }
        }
    }

    private void assertNothingEscaped() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !OWN_FILES.contains(name)))
                    .containsExactlyInAnyOrder("canary-keep", "calls", "run", "said");
        }
        assertThat(Files.readString(folder.resolve("canary-keep"))).isEqualTo("alive");
    }

    /** A detection with one remedy that hands four values on. */
    private static final class Probe {

        private static final List<String> NAMES = Stream.of("userName", "clientID", "arn")
                .flatMap(name -> IntStream.rangeClosed(1, 5).mapToObj(i -> name + i))
                .toList();

        static Detection detection() {
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
                    Map.of("userName", "userName1", "clientId", "clientID1", "providerArn", "arn1"),
                    List.of(),
                    List.of(remedy()),
                    Map.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
        }

        private static Remedy remedy() {
            List<RemedyInput> inputs = new ArrayList<>();
            StringJoiner json = new StringJoiner(",", "{", "}");
            StringJoiner arguments = new StringJoiner(", ");
            for (String name : NAMES) {
                String variable = name.toUpperCase(Locale.ROOT);
                inputs.add(input(variable, Form.TEXT, "request." + name));
                json.add("\\\"%s\\\":$%s".formatted(name, variable));
                arguments.add(name + "=" + variable);
            }
            inputs.add(input("TAGS", Form.JSON, "request.tags"));
            json.add("\\\"tags\\\":$TAGS");
            arguments.add("tags=TAGS");
            return new Remedy(
                    "hand-on",
                    "Hand on",
                    Purpose.UNDO,
                    "why",
                    Map.of(),
                    inputs,
                    List.of("Choose {USERNAME1}, {CLIENTID1}, {ARN1} and {TAGS}."),
                    "aws iam hand-on --cli-input-json \"" + json + "\"",
                    "boto3.client('iam').hand_on(" + arguments + ")",
                    null,
                    "aws iam take-back --cli-input-json '{\"U\":{USERNAME1},\"C\":{CLIENTID1}}'");
        }

        private static RemedyInput input(String name, Form form, String from) {
            return new RemedyInput(name, form, List.of(from), null, false, false, "it", "Nobody knows.");
        }

        static ObjectNode record(List<String> values) {
            ObjectNode record = start("iam.amazonaws.com", "ProbeCall");
            ObjectNode request = record.putObject("requestParameters");
            for (int i = 0; i < NAMES.size(); i++) {
                request.put(NAMES.get(i), values.get(i));
            }
            ArrayNode tags = request.putArray("tags");
            values.subList(NAMES.size(), values.size())
                    .forEach(value -> tags.addObject().put("key", "owner").put("value", value));
            return record;
        }

        /** Every place the detection, or one of its remedies, reads a value from. */
        static ObjectNode record(Detection detection, int number, HostileTexts texts) {
            List<String> names = detection.eventNames();
            ObjectNode record = start(detection.eventSource(), names.get(number % names.size()));
            String user = texts.next();
            record.putObject("userIdentity")
                    .put("type", "IAMUser")
                    .put("arn", "arn:aws:iam::111122223333:user/" + user)
                    .put("accountId", "111122223333")
                    .put("accessKeyId", texts.next())
                    .put("userName", user);
            record.put("awsRegion", texts.next());
            Map<String, String> places = new LinkedHashMap<>(detection.targetFields());
            detection.remedies().stream()
                    .flatMap(remedy -> remedy.inputs().stream())
                    .flatMap(input -> input.from().stream())
                    .filter(place -> place.startsWith("request."))
                    .forEach(place -> places.put(place, place.substring("request.".length())));
            places.values().forEach(place -> put(record, place, texts.next()));
            return record;
        }

        private static void put(ObjectNode record, String place, String value) {
            String[] path = place.split("\\.", -1);
            boolean isAnswer = path[0].equals("responseElements");
            ObjectNode holder = record.withObjectProperty(isAnswer ? "responseElements" : "requestParameters");
            for (int i = isAnswer ? 1 : 0; i < path.length - 1; i++) {
                holder = holder.withObjectProperty(path[i]);
            }
            holder.put(path[path.length - 1], value);
        }

        private static ObjectNode start(String source, String name) {
            ObjectNode record = JSON.createObjectNode()
                    .put("eventVersion", "1.11")
                    .put("eventTime", "2026-01-31T09:00:00Z")
                    .put("eventSource", source)
                    .put("eventName", name)
                    .put("awsRegion", "us-east-1")
                    .put("eventID", "0e3c5ee2-7a8f-4f33-9d62-6b1f9d0a1c11")
                    .put("recipientAccountId", "111122223333");
            record.putObject("userIdentity").put("type", "Unknown");
            return record;
        }

        static List<List<String>> values(List<JsonNode> requests) {
            return requests.stream()
                    .map(request -> Stream.concat(
                                    NAMES.stream().map(request::get),
                                    request.get("tags").valueStream().map(tag -> tag.get("Value")))
                            .map(JsonNode::asText)
                            .toList())
                    .toList();
        }
    }
}
