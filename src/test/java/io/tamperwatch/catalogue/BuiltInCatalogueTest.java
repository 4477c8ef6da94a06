package io.tamperwatch.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** Values are filled in at the top of a fragment and nowhere else. */
    private static final Pattern PLACEHOLDER = Pattern.compile("(?m)^[A-Z][A-Z0-9_]* ?= ?'\\.\\.\\.'");

    static Stream<Remedy> remedies() {
        return Catalogue.builtIn().detections().stream()
                .flatMap(detection -> detection.remedies().stream())
                .distinct();
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
        Set<String> used = remedies().map(Remedy::id).collect(Collectors.toSet());
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
    void marksTheValuesToFillInAlike(Remedy remedy) {
        for (String fragment : List.of(remedy.cli(), remedy.python())) {
            assertThat(PLACEHOLDER.matcher(fragment).replaceAll("")).doesNotContain("...");
        }
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
                remedy.python(), "python3", "-W", "error", "-c", "import ast, sys; ast.parse(sys.stdin.read())");
    }
}
