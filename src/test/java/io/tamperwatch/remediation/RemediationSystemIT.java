package io.tamperwatch.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.detect.Detector;
import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.ParseOutcome.Parsed;
import io.tamperwatch.finding.Finding;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudtrail.model.Event;

/**
 * The scripts as their user runs them: with the real AWS CLI and the real boto3, against an emulated account. Whatever an
 * event took away is there again afterwards, apart from what AWS assigns anew or never returns.
 */
@Execution(ExecutionMode.CONCURRENT)
class RemediationSystemIT {

    private static final Catalogue CATALOGUE = Catalogue.builtIn();

    @TempDir
    Path folder;

    static List<Harm> harms() {
        return Harm.all();
    }

    @ParameterizedTest
    @MethodSource("harms")
    void theBashScriptUndoesIt(Harm harm) throws Exception {
        needs("aws");
        undoes(harm, List.of("bash"), Remediation::bash);
    }

    @ParameterizedTest
    @MethodSource("harms")
    void thePythonProgramUndoesIt(Harm harm) throws Exception {
        needsBoto3();
        undoes(harm, List.of("python3"), Remediation::python);
    }

    @Test
    void everyDetectionWithAnUndoIsTried() {
        assertThat(harms().stream().map(Harm::detection).distinct())
                .containsExactlyInAnyOrderElementsOf(CATALOGUE.detections().stream()
                        .filter(detection -> !detection.context())
                        .map(detection -> detection.id())
                        .toList());
    }

    @Test
    void aScriptForAnotherAccountStopsBeforeAnything() throws Exception {
        needs("aws");
        try (AccountState account = new AccountState()) {
            Harm harm = harms().getFirst();
            harm.before().accept(account);
            harm.event().accept(account);
            String script = remediation(harm, account).bash().replace("111122223333", "444455556666");

            Said said = run(account, List.of("bash"), script, List.of("--yes"));

            assertThat(said.status()).isNotZero();
            assertThat(said.text())
                    .contains("STOPPED: these credentials are of account 111122223333,"
                            + " the finding is of account 444455556666.");
        }
    }

    private void undoes(Harm harm, List<String> interpreter, java.util.function.Function<Remediation, String> route)
            throws Exception {
        try (AccountState account = new AccountState()) {
            harm.before().accept(account);
            String before = account.text(harm.addsSomething());
            harm.event().accept(account);
            String script = route.apply(remediation(harm, account));
            List<String> options = new ArrayList<>(List.of("--yes", "--step=undo"));
            harm.given().forEach((name, value) -> options.add("--set=" + name + "=" + value));

            Said first = run(account, interpreter, script, options);
            assertThat(first.status()).as(first.text()).isZero();
            assertThat(account.text(harm.addsSomething())).as(first.text()).isEqualTo(before);

            if (interpreter.contains("python3")) {
                Said again = run(account, interpreter, script, options);
                assertThat(again.status()).as("once more: " + again.text()).isZero();
                assertThat(account.text(harm.addsSomething())).isEqualTo(before);
            }
        }
    }

    private static Remediation remediation(Harm harm, AccountState account) {
        TestingFindings store = new TestingFindings();
        Detector detector = new Detector(CATALOGUE);
        account.cloudTrail().lookupEventsPaginator(r -> r.maxResults(50)).events().stream()
                .map(Event::cloudTrailEvent)
                .map(record -> ((Parsed) new EventRecordParser().parse(record)).record())
                .flatMap(record -> detector.detect(record, "production", null, Instant.EPOCH).stream())
                .forEach(store.findings::add);
        Finding finding = store.findings.stream()
                .filter(one -> one.detection().equals(harm.detection()))
                .max(Comparator.comparing(Finding::occurredAt))
                .orElseThrow();
        return new Remediations(CATALOGUE, store, _ -> Optional.ofNullable(harm.known()))
                .of(finding)
                .orElseThrow();
    }

    /** What a script wrote, and how it ended. */
    private record Said(int status, String text) {}

    private Said run(AccountState account, List<String> interpreter, String script, List<String> options)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "remediation", "");
        Files.writeString(file, script);
        List<String> command = new ArrayList<>(interpreter);
        command.add(file.toString());
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL",
                        account.url().toString(),
                        "AWS_ACCESS_KEY_ID",
                        AwsEmulator.ACCESS_KEY_ID,
                        "AWS_SECRET_ACCESS_KEY",
                        AwsEmulator.SECRET_ACCESS_KEY,
                        "AWS_EC2_METADATA_DISABLED",
                        "true",
                        "HOME",
                        folder.toString(),
                        "AWS_MAX_ATTEMPTS",
                        "1"));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private static void needs(String program) {
        boolean isThere = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        if (!isThere) {
            skip(program + " is not on the PATH");
        }
    }

    private static void needsBoto3() throws IOException, InterruptedException {
        needs("python3");
        Process process = new ProcessBuilder("python3", "-c", "import boto3")
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            skip("boto3 is not installed");
        }
    }

    private static void skip(String why) {
        System.err.printf("SKIPPED: %s; remediation scripts were NOT tried%n", why);
        abort(why);
    }
}
