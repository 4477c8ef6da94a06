package io.tamperwatch.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.remediation.Scripts.Route;
import io.tamperwatch.remediation.Scripts.Said;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scripts as their user runs them: with the real AWS CLI and the real boto3, against an emulated account. Whatever an
 * event took away is there again afterwards, apart from what AWS assigns anew or never returns.
 */
@Execution(ExecutionMode.CONCURRENT)
class RemediationSystemIT {

    private static final Catalogue CATALOGUE = Catalogue.builtIn();

    @TempDir
    Path folder;

    static Stream<Arguments> harms() {
        return Harm.all().stream().flatMap(harm -> Stream.of(Route.values()).map(route -> arguments(harm, route)));
    }

    /** Twice, since whoever is not sure whether it has run runs it again. */
    @ParameterizedTest
    @MethodSource("harms")
    void theScriptUndoesIt(Harm harm, Route route) throws Exception {
        route.mustBeHere();
        try (AccountState account = new AccountState()) {
            harm.before().accept(account);
            String before = account.text(harm.addsSomething());
            account.intruderComes();
            harm.event().accept(account);
            Remediation remediation = remediation(harm, account);
            String[] options = Scripts.options(harm.given(), "--yes", "--step=undo");
            Scripts scripts = new Scripts(folder, account.url());

            Said first = scripts.run(remediation, route, options);
            assertThat(first.status()).as(first.text()).isZero();
            assertThat(account.text(harm.addsSomething())).as(first.text()).isEqualTo(before);

            Said again = scripts.run(remediation, route, options);
            assertThat(again.status()).as("once more: " + again.text()).isZero();
            assertThat(account.text(harm.addsSomething()))
                    .as("once more: " + again.text())
                    .isEqualTo(before);
        }
    }

    @Test
    void everyDetectionWithAnUndoIsTried() {
        assertThat(Harm.all().stream().map(Harm::detection).distinct())
                .containsExactlyInAnyOrderElementsOf(CATALOGUE.detections().stream()
                        .filter(detection -> !detection.context())
                        .map(detection -> detection.id())
                        .toList());
    }

    @Test
    void aScriptForAnotherAccountStopsBeforeAnything() throws Exception {
        Route.BASH.mustBeHere();
        try (AccountState account = new AccountState()) {
            Harm harm = Harm.all().getFirst();
            harm.before().accept(account);
            account.intruderComes();
            harm.event().accept(account);
            String script = remediation(harm, account).bash().replace("111122223333", "444455556666");

            Said said = new Scripts(folder, account.url()).run(Route.BASH, script, List.of("--yes"));

            assertThat(said.status()).isNotZero();
            assertThat(said.text())
                    .contains("STOPPED: these credentials are of account 111122223333,"
                            + " the finding is of account 444455556666.");
        }
    }

    static Remediation remediation(Harm harm, AccountState account) {
        return Found.in(account, harm.detection(), harm.known());
    }
}
