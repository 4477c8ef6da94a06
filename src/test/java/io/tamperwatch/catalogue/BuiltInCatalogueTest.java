package io.tamperwatch.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tamperwatch.TestingPython;
import io.tamperwatch.posture.PostureChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lints the data that comes with the product; that it loads at all is the greater part of it. */
class BuiltInCatalogueTest {

    private static final Path DIRECTORY = Path.of("src/main/resources/catalogue");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Z][A-Z0-9_]*)");
    private static final Pattern CAPITALS = Pattern.compile("\\b([A-Z][A-Z0-9_]*)\\b");
    private static final Pattern CALL = Pattern.compile("\\baws [a-z0-9]+ ([a-z-]+)");
    private static final Pattern OPTION_VALUE =
            Pattern.compile("--(?!cli-input-json|query)[a-z-]+[ =]\"?[^\\s$\"]*\\$\\{?([A-Z][A-Z0-9_]*)");

    static Stream<Remedy> remedies() {
        return Catalogue.builtInRemedies().values().stream();
    }

    @Test
    void hasAnIndexOfAllItsFiles() throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            List<String> present = files.filter(Files::isRegularFile)
                    .map(file -> DIRECTORY.relativize(file).toString())
                    .filter(name -> !name.equals(BuiltInFiles.INDEX))
                    .sorted()
                    .toList();
            assertThat(Files.readAllLines(DIRECTORY.resolve(BuiltInFiles.INDEX)))
                    .isEqualTo(present);
        }
    }

    @Test
    void watchesTheTwoEventsTheProductExistsFor() {
        assertThat(Catalogue.builtIn().detections())
                .filteredOn(Detection::target)
                .extracting(
                        Detection::id,
                        Detection::eventSource,
                        Detection::eventNames,
                        Detection::scope,
                        Detection::idempotent,
                        detection -> detection.scenarios().size())
                .containsExactlyInAnyOrder(
                        tuple(
                                "iam-signing-certificate-deleted",
                                "iam.amazonaws.com",
                                List.of("DeleteSigningCertificate"),
                                Detection.Scope.GLOBAL,
                                false,
                                3),
                        tuple(
                                "iam-oidc-client-id-removed",
                                "iam.amazonaws.com",
                                List.of("RemoveClientIDFromOpenIDConnectProvider"),
                                Detection.Scope.GLOBAL,
                                true,
                                3));
    }

    @Test
    void leavesNoRemedyUnused() {
        Set<String> used = Stream.concat(
                        Catalogue.builtIn().detections().stream()
                                .flatMap(detection -> detection.remedies().stream())
                                .map(Remedy::id),
                        PostureChecks.all().stream().flatMap(check -> check.remedies().stream()))
                .collect(Collectors.toSet());
        Set<String> present = BuiltInFiles.read().stream()
                .filter(CatalogueFile::isRemedy)
                .map(CatalogueFile::expectedId)
                .collect(Collectors.toSet());

        assertThat(used).isEqualTo(present);
    }

    @Test
    void givesEveryDetectionAWayToContainToUndoToVerifyAndToPrevent() {
        for (Detection detection : findingSomething()) {
            List<Remedy.Purpose> order =
                    detection.remedies().stream().map(Remedy::purpose).toList();
            assertThat(order)
                    .as(detection.id())
                    .contains(Remedy.Purpose.values())
                    .isSorted();
        }
    }

    @Test
    void namesWhatRepairsTheHarmOfEveryDetection() {
        assertThat(findingSomething())
                .allSatisfy(detection ->
                        assertThat(detection.repairedBy()).as(detection.id()).isNotEmpty());
    }

    /** No technique is known that an added, renamed or deleted server certificate serves. */
    @Test
    void namesATechniqueForEveryDetectionOfWhichOneIsKnown() {
        assertThat(findingSomething())
                .filteredOn(detection -> detection.techniques().isEmpty())
                .extracting(Detection::targetKind)
                .containsOnly("server-certificate");
    }

    @Test
    void hasAScenarioForAnIntruderAndOneForOrdinaryWorkInEveryDetectionThatIsNoTarget() {
        for (Detection detection : findingSomething()) {
            if (!detection.target()) {
                assertThat(detection.scenarios())
                        .as(detection.id())
                        .hasSizeGreaterThan(1)
                        .anySatisfy(
                                scenario -> assertThat(scenario.likelyWith()).contains(SignalCode.EXPECTED_ACTOR));
                assertThat(detection.scenarios())
                        .as(detection.id())
                        .anySatisfy(
                                scenario -> assertThat(scenario.unlikelyWith()).contains(SignalCode.EXPECTED_ACTOR));
            }
        }
    }

    private static List<Detection> findingSomething() {
        return Catalogue.builtIn().detections().stream()
                .filter(detection -> !detection.context())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("remedies")
    void usesInItsCommandsTheInputsItDeclares(Remedy remedy) {
        Set<String> declared = remedy.inputs().stream().map(RemedyInput::name).collect(Collectors.toSet());

        assertThat(words(VARIABLE, remedy.cli())).isEqualTo(declared);
        assertThat(words(CAPITALS, remedy.python())).containsAll(declared);
    }

    /** Only JSON is safe from what the AWS CLI does to parameters, and only a plain input is no attacker's. */
    @ParameterizedTest
    @MethodSource("remedies")
    void givesNoValueOfAFindingToAnOptionOfTheCli(Remedy remedy) {
        Set<String> plain = remedy.inputs().stream()
                .filter(input -> input.form() == RemedyInput.Form.PLAIN)
                .map(RemedyInput::name)
                .collect(Collectors.toSet());

        assertThat(words(OPTION_VALUE, remedy.cli())).isSubsetOf(plain);
    }

    /** Each script has a variable once. */
    @Test
    void meansTheSameByTheSameInput() {
        Map<String, Set<List<String>>> places = remedies()
                .flatMap(remedy -> remedy.inputs().stream())
                .collect(Collectors.groupingBy(
                        RemedyInput::name, Collectors.mapping(RemedyInput::from, Collectors.toSet())));

        assertThat(places).allSatisfy((name, from) -> assertThat(from).as(name).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("remedies")
    void saysHowToTakeItBackWhereItChangesSomething(Remedy remedy) {
        assertThat(remedy.changes()).isEqualTo(remedy.purpose() != Remedy.Purpose.VERIFY && !onlyReads(remedy));
    }

    private static boolean onlyReads(Remedy remedy) {
        return words(CALL, remedy.cli()).stream()
                .allMatch(call -> call.matches("(get|list|describe|lookup|generate)-.*"));
    }

    private static Set<String> words(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    /** With text output the AWS CLI asks the question once for each page, and prints an answer for each. */
    @ParameterizedTest
    @MethodSource("remedies")
    void countsNothingThatComesInPages(Remedy remedy) {
        assertThat(remedy.cli()).doesNotContain("length(");
    }

    /** There a refusal is an answer like others and ends nothing, so that a loop would go on for ever. */
    @ParameterizedTest
    @MethodSource("remedies")
    void asksNothingInTheConditionOfALoop(Remedy remedy) {
        assertThat(remedy.cli()).doesNotContainPattern("(?:while|until)[^\\n]*aws ");
    }

    /** An interactive shell would take it for a look into its history, where lines are pasted one by one. */
    @ParameterizedTest
    @MethodSource("remedies")
    void hasNoExclamationMarkThatAnInteractiveShellTakesForAnother(Remedy remedy) {
        assertThat(remedy.cli()).doesNotContainPattern("(?<!\\[)!(?![ =])");
    }

    @ParameterizedTest
    @MethodSource("remedies")
    void hasCommandsThatBashAccepts(Remedy remedy) throws IOException, InterruptedException {
        Interpreter.run(remedy.cli(), "bash", "-n");
    }

    @ParameterizedTest
    @MethodSource("remedies")
    void hasProgramsThatPythonAccepts(Remedy remedy) throws IOException, InterruptedException {
        Interpreter.run(
                remedy.python(),
                TestingPython.interpreter(),
                "-W",
                "error",
                "-c",
                "import sys; compile(sys.stdin.read(), 'fragment', 'exec')");
    }
}
