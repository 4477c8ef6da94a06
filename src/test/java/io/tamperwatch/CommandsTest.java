package io.tamperwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandsTest {

    private final AtomicInteger served = new AtomicInteger();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine commands =
            Commands.of(served::incrementAndGet).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void runsTheServiceWithoutACommandOrWhenAskedTo() {
        assertThat(commands.execute()).isEqualTo(Commands.SERVED);
        assertThat(commands.execute("serve")).isEqualTo(Commands.SERVED);
        assertThat(served).hasValue(2);
    }

    @Test
    void makesATokenWithoutRunningTheService() {
        int exitCode = commands.execute("token", "alice", "--role", "responder");

        assertThat(exitCode).isZero();
        assertThat(served).hasValue(0);
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .containsOnlyOnce("twt_")
                .contains("The token of alice, with the role responder.")
                .containsPattern("\n  tamperwatch\\.security\\.tokens\\.alice\\.sha256=[0-9a-f]{64}\n")
                .contains("\n  tamperwatch.security.tokens.alice.role=responder\n")
                .containsPattern("\n  TAMPERWATCH_SECURITY_TOKENS_ALICE_SHA256=[0-9a-f]{64}\n")
                .contains("\n  TAMPERWATCH_SECURITY_TOKENS_ALICE_ROLE=responder\n");
    }

    @Test
    void makesATokenThatMayLittleWhenNothingIsSaid() {
        commands.execute("token", "alice");

        assertThat(out.toString()).contains(".alice.role=viewer");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        nonsense               | Unmatched argument at index 0: 'nonsense'
        --prot=1               | Unknown option: '--prot=1'
        token                  | Missing required parameter: '<name>'
        token a b              | Unmatched argument at index 2: 'b'
        token A                | tamperwatch.security.tokens.<name> = "A" is not valid
        token a --role king    | tamperwatch.security.tokens.a.role = "king" is not valid
        alert                  | Missing required subcommand: test
        alert test             | Nobody to tell: set tamperwatch.alertmanager.urls or tamperwatch.webhook.url
        alert test --severity x | --severity is one of critical, high, medium, low, info
        serve x                | Unmatched argument at index 1: 'x'
        """)
    void answersWhatItDoesNotUnderstandWithUsageAndExitCode2(String arguments, String message) {
        assertThat(commands.execute(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith(message);
        assertThat(out.toString()).isEmpty();
        assertThat(served).hasValue(0);
    }

    @Test
    void tellsItsVersionAndHowItIsUsed() {
        assertThat(commands.execute("--version")).isZero();
        assertThat(out.toString()).matches("tamperwatch \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
        assertThat(commands.execute("--help")).isZero();
        assertThat(out.toString())
                .contains("Usage: tamperwatch [-hV] [COMMAND]")
                .contains("serve")
                .contains("token");
        assertThat(commands.execute("token", "--help")).isZero();
        assertThat(served).hasValue(0);
    }
}
