package io.tamperwatch.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.remediation.Scripts.Route;
import io.tamperwatch.remediation.Scripts.Said;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step copied from the page, with the real AWS CLI and the real boto3: it does the whole of it, in its own account only. */
class SingleStepSystemIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void undoesTheEventAndNothingInAnotherAccount(Route route) throws Exception {
        route.mustBeHere();
        try (AccountState account = new AccountState()) {
            Harm harm = Harm.all().getFirst();
            harm.before().accept(account);
            String before = account.text(harm.addsSomething());
            account.intruderComes();
            harm.event().accept(account);
            String after = account.text(harm.addsSomething());
            Step step = Found.in(account, harm.detection(), harm.known()).steps().stream()
                    .filter(one -> one.id().equals("upload-signing-certificate"))
                    .findFirst()
                    .orElseThrow();
            String text = route == Route.BASH ? step.cli() : step.python();
            Scripts scripts = new Scripts(folder, account.url());

            Said refused = scripts.run(route, text.replace("111122223333", "444455556666"), List.of());
            assertThat(refused.status()).as(refused.text()).isEqualTo(1);
            assertThat(refused.text()).contains("these credentials are of account 111122223333, not 444455556666");
            assertThat(account.text(harm.addsSomething())).isEqualTo(after);

            Said done = scripts.run(route, text, List.of());
            assertThat(done.status()).as(done.text()).isZero();
            assertThat(account.text(harm.addsSomething())).as(done.text()).isEqualTo(before);
        }
    }
}
