package io.tamperwatch.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueLoaderTest {

    private static final String DETECTION = """
        id: example-gone
        title: Example gone
        eventSource: iam.amazonaws.com
        eventNames: [DeleteExample, DeactivateExample]
        scope: regional
        target: false
        context: false
        dryRun: true
        idempotent: true
        severity: {succeeded: critical, denied: low, failed: info}
        what: An example went.
        why: Examples matter.
        targetKind: example
        targetFields: {userName: exampleName}
        scenarios:
        - {id: by-accident, title: By accident, explanation: It happens., likelyWith: [expected-actor], unlikelyWith: [root, no-mfa]}
        remedies: [bring-back]
        onlyWhen: {state: [Gone, Lost]}
        techniques: [{id: T1531, name: Account Access Removal}]
        repairedBy: [DeactivateExample]
        routines:
        - {id: clean-up, title: Clean-up, why: It is tidy., before: [DeleteExample], after: [DeactivateExample], same: [session, user-name], within: 15m}
        compliance: [{standard: Example 1.0, control: '1.2', why: Keep examples.}]
        """;

    private static final String REMEDY = """
        id: bring-back
        title: Bring it back
        purpose: undo
        why: It was good.
        console: [Open the console., Bring it back.]
        cli: aws iam create-example
        python: "import boto3"
        """;

    @Test
    void readsEveryField() {
        assertThat(load(DETECTION, REMEDY).detections())
                .containsExactly(new Detection(
                        "example-gone",
                        "Example gone",
                        "iam.amazonaws.com",
                        List.of("DeleteExample", "DeactivateExample"),
                        Detection.Scope.REGIONAL,
                        false,
                        false,
                        true,
                        true,
                        Severity.CRITICAL,
                        Severity.LOW,
                        Severity.INFO,
                        "An example went.",
                        "Examples matter.",
                        "example",
                        Map.of("userName", "exampleName"),
                        List.of(new Scenario(
                                "by-accident",
                                "By accident",
                                "It happens.",
                                List.of(SignalCode.EXPECTED_ACTOR),
                                List.of(SignalCode.ROOT, SignalCode.NO_MFA))),
                        List.of(new Remedy(
                                "bring-back",
                                "Bring it back",
                                Remedy.Purpose.UNDO,
                                "It was good.",
                                List.of("Open the console.", "Bring it back."),
                                "aws iam create-example",
                                "import boto3")),
                        Map.of("state", List.of("Gone", "Lost")),
                        List.of(new Technique("T1531", "Account Access Removal")),
                        List.of("DeactivateExample"),
                        List.of(new Routine(
                                "clean-up",
                                "Clean-up",
                                "It is tidy.",
                                List.of("DeleteExample"),
                                List.of("DeactivateExample"),
                                Set.of(Routine.Same.SESSION, Routine.Same.USER_NAME),
                                Duration.ofMinutes(15))),
                        List.of(new ComplianceReference("Example 1.0", "1.2", "Keep examples."))));
    }

    @Test
    void letsContextLeaveOutWhatNoFindingWillTell() {
        String context =
                DETECTION.substring(0, DETECTION.indexOf("scenarios:")).replace("context: false", "context: true");

        Detection detection = load(context, REMEDY).detections().getFirst();

        assertThat(detection.context()).isTrue();
        assertThat(detection.scenarios()).isEmpty();
        assertThat(detection.remedies()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: Example gone|''|title: text is required",
                "title: Example gone|title: ' '|title: text is required",
                "title: Example gone|title: 7|title: text is required",
                "what: An example went.|what:|what: text is required",
                "id: example-gone|id: Example_Gone|'id: lower-case words joined by hyphens are required;"
                        + " detections/example-gone.yaml: id: example-gone is required, as in the file''s name'",
                "id: example-gone|id: example-lost|id: example-gone is required, as in the file's name",
                "iam.amazonaws.com|iam|eventSource: a service such as iam.amazonaws.com is required",
                "'[DeleteExample, DeactivateExample]'|[]|eventNames: a list with at least one entry is required",
                "'[DeleteExample, DeactivateExample]'|DeleteExample|eventNames: a list with at least one entry is"
                        + " required",
                "'[DeleteExample, DeactivateExample]'|'[a b]'|eventNames[0]: an API name such as"
                        + " DeleteSigningCertificate is required",
                "'[DeleteExample, DeactivateExample]'|'[A, A]'|eventNames: each entry may stand there once",
                "regional|local|'scope: one of global, regional is required'",
                "'target: false'|'target: maybe'|target: true or false is required",
                "denied: low|denied: grave|'severity.denied: one of critical, high, medium, low, info is required'",
                "', failed: info'|''|'severity.failed: one of critical, high, medium, low, info is required'",
                "failed: info|'failed: info, odd: 1'|'severity.odd: unknown field; allowed are succeeded, denied,"
                        + " failed'",
                "'{succeeded: critical, denied: low, failed: info}'|high|severity: a mapping is required",
                "exampleName|'example name'|'targetFields.userName: a request parameter such as userName, or a member"
                        + " of the answer such as responseElements.accessKey.accessKeyId, is required'",
                "'{userName: exampleName}'|'{}'|'targetFields: one or more of userName, certificateId, providerArn,"
                        + " clientId, resource are required'",
                "'{userName: exampleName}'|'{userName: a, role: b}'|'targetFields.role: unknown field; allowed are"
                        + " userName, certificateId, providerArn, clientId, resource'",
                "explanation: It happens.|explanation: ''|scenarios[0].explanation: text is required",
                "explanation: It happens.|'explanation: Sometimes., odd: 1'|'scenarios[0].odd: unknown field; allowed"
                        + " are id, title, explanation, likelyWith, unlikelyWith'",
                "'remedies: [bring-back]'|'remedies: [pray]'|'remedies: pray is no remedy; allowed are bring-back'",
                "'remedies: [bring-back]'|''|remedies: a list with at least one entry is required",
                "'[expected-actor]'|'[expected]'|'scenarios[0].likelyWith: expected is not allowed; one of root,"
                        + " no-mfa, actor-not-owner, denied-then-allowed, anchor-burst, untrusted-network,"
                        + " first-time-actor, console-long-term-key, expected-actor, routine-sequence, add-near-remove"
                        + " is'",
                "'[root, no-mfa]'|'[]'|'scenarios[0].unlikelyWith: a list with at least one entry is required'",
                "'{state: [Gone, Lost]}'|'{}'|'onlyWhen: at least one request parameter with a list of its values is"
                        + " required'",
                "'{state: [Gone, Lost]}'|'{state: Gone}'|onlyWhen.state: a list with at least one entry is required",
                "'{state: [Gone, Lost]}'|'{the state: [Gone]}'|onlyWhen.the state: a request parameter such as"
                        + " userName is required",
                "T1531|T15|techniques[0].id: a technique of MITRE ATT&CK such as T1098.001 is required",
                "name: Account Access Removal|title: x|'techniques[0].name: text is required;"
                        + " detections/example-gone.yaml: techniques[0].title: unknown field; allowed are id, name'",
                "'repairedBy: [DeactivateExample]'|'repairedBy: [CreateExample]'|'repairedBy: CreateExample is an"
                        + " event of no detection; allowed are DeactivateExample, DeleteExample'",
                "'before: [DeleteExample]'|'before: [FindExample]'|'routines: clean-up: before: FindExample is an"
                        + " event of no detection; allowed are DeactivateExample, DeleteExample'",
                "'after: [DeactivateExample]'|'after: [FindExample]'|'routines: clean-up: after: FindExample is an"
                        + " event of no detection; allowed are DeactivateExample, DeleteExample'",
                "'before: [DeleteExample], after: [DeactivateExample], '|''|'routines[0].before: at least one event"
                        + " before or after is required'",
                "'same: [session, user-name]'|'same: [name]'|'routines[0].same: name is not allowed; one of session,"
                        + " user-name, provider-arn is'",
                "', same: [session, user-name]'|''|'routines[0].same: a list with at least one entry is required'",
                "within: 15m|within: 15|'routines[0].within: a duration such as 90s, 15m, 2h or 7d is required'",
                "control: '1.2'|control: 1.2|'compliance[0].control: text is required'",
                "why: Keep examples.|why: ' '|'compliance[0].why: text is required'",
                "'dryRun: true'|'dryrun: true'|'dryrun: unknown field; allowed are id, title, eventSource, eventNames,"
                        + " severity, scope, target, context, dryRun, idempotent, what, why, targetKind, targetFields,"
                        + " scenarios, remedies, onlyWhen, techniques, repairedBy, routines, compliance'",
                "'dryRun: true'|'target: true'|line 8: YAML in which every field stands once is required",
                "'title: Example gone'|'title: [open'|line 3: YAML in which every field stands once is required",
            })
    void refusesAFaultyDetectionNamingFileFieldAndWhatIsAllowed(String good, String faulty, String message) {
        assertThat(DETECTION).contains(good);

        assertThatThrownBy(() -> load(DETECTION.replace(good, faulty), REMEDY))
                .isInstanceOf(InvalidCatalogue.class)
                .hasMessage("the catalogue is not valid: detections/example-gone.yaml: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "purpose: undo|purpose: heal|'purpose: one of contain, undo, verify, prevent is required'",
                "'cli: aws iam create-example'|''|cli: text is required",
                "'console: [Open the console., Bring it back.]'|'console: [Open., '' '']'|console[1]: text is required",
                "'why: It was good.'|'because: x'|'why: text is required; remedies/bring-back.yaml: because: unknown"
                        + " field; allowed are id, title, purpose, why, onlyWhen, inputs, console, cli, python, notUndone,"
                        + " rollback'",
                "'purpose: undo'|'purpose: undo\n"
                        + "inputs: [{name: PATH, label: a, need: b}]'|'inputs[0].name: PATH has a meaning of its own;"
                        + " another name is required'",
                "'purpose: undo'|'purpose: undo\n"
                        + "inputs: [{name: FILE, form: plain, from: [target.userName], label: a, need:"
                        + " b}]'|'inputs[0].from: only derived.homeRegion is allowed for a plain input, since the commands"
                        + " use it as it is'",
                "'purpose: undo'|'purpose: undo\n"
                        + "inputs: [{name: KEY, form: list, file: true, label: a, need: b}]'|'inputs[0].file: only a text"
                        + " or JSON has several lines; form text or json is required'",
                "'purpose: undo'|'purpose: undo\n"
                        + "inputs: [{name: NAME, from: [targetName], label: a, need: b}]'|'inputs[0].from[0]: a place such"
                        + " as target.userName, actor.roleName, request.name,"
                        + " earlier.UploadSSHPublicKey.request.sSHPublicKeyBody or known.certificate.body is required'",
                "'Bring it back.'|'\"Bring {IT} back.\"'|'console: IT is no input of this remedy'",
            })
    void refusesAFaultyRemedy(String good, String faulty, String message) {
        assertThat(REMEDY).contains(good);

        assertThatThrownBy(() -> load(DETECTION, REMEDY.replace(good, faulty)))
                .isInstanceOf(InvalidCatalogue.class)
                .hasMessage("the catalogue is not valid: remedies/bring-back.yaml: " + message);
    }

    @Test
    void refusesAnIdThatIsTaken() {
        assertThatThrownBy(() -> CatalogueLoader.load(List.of(
                        new CatalogueFile("remedies/bring-back.yaml", REMEDY),
                        new CatalogueFile("remedies/bring-back.yaml", REMEDY),
                        new CatalogueFile("detections/example-gone.yaml", DETECTION))))
                .hasMessage("the catalogue is not valid: remedies/bring-back.yaml: "
                        + "id: bring-back is taken by another file; an id is never reused");
    }

    @Test
    void refusesTwoDetectionsOfOneEvent() {
        assertThatThrownBy(() -> CatalogueLoader.load(List.of(
                        new CatalogueFile("remedies/bring-back.yaml", REMEDY),
                        new CatalogueFile("detections/example-gone.yaml", DETECTION),
                        new CatalogueFile(
                                "detections/example-lost.yaml",
                                DETECTION
                                        .replace("example-gone", "example-lost")
                                        .replace("DeactivateExample", "LoseExample")))))
                .hasMessage("the catalogue is not valid: detections/example-lost.yaml: eventNames: DeleteExample is"
                        + " claimed by example-gone already; one detection an event is allowed");
    }

    @Test
    void refusesFilesThatHoldNoMapping() {
        for (String text : List.of("", "- a", "text", "7")) {
            assertThatThrownBy(() -> load(text, REMEDY))
                    .isInstanceOf(InvalidCatalogue.class)
                    .hasMessageContaining("detections/example-gone.yaml: a YAML mapping is required");
        }
    }

    @Test
    void refusesACatalogueWithoutDetections() {
        assertThatThrownBy(() -> CatalogueLoader.load(List.of()))
                .hasMessage("the catalogue is not valid: no detections: at least one file in detections/ is required");
    }

    private static Catalogue load(String detection, String remedy) {
        return CatalogueLoader.load(List.of(
                new CatalogueFile("detections/example-gone.yaml", detection),
                new CatalogueFile("remedies/bring-back.yaml", remedy)));
    }
}
