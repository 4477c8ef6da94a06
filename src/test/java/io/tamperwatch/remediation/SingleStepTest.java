package io.tamperwatch.remediation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.tamperwatch.TestingPython;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Remedy;
import io.tamperwatch.catalogue.Remedy.Purpose;
import io.tamperwatch.catalogue.RemedyInput;
import io.tamperwatch.catalogue.RemedyInput.Form;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One step by itself, pasted into a terminal or run by Python, with something in the place of AWS that writes down its calls. */
class SingleStepTest {

    private static final String OWN = "111122223333";
    private static final String OTHER = "444455556666";
    private static final String REGION = "eu-central-1";

    @TempDir
    Path folder;

    @Test
    void readsAsItWillBePasted() {
        Step step = Step.of(filled(password(null)), OWN, REGION);

        assertThat(step.cli()).isEqualTo("""
            bash << 'STEP'
            { # a shell of its own: what stops it does not close your terminal
            USER_NAME='"it\\u0027s"'
            PASSWORD=''  # A password. As JSON text in quotes: '"..."', with \\u0027 for a ' in it.
            ACCOUNT_ID='111122223333'
            export AWS_PAGER='' AWS_REGION='eu-central-1' AWS_DEFAULT_REGION='eu-central-1'
            set -euo pipefail
            stop() { echo "STOPPED: $*" >&2; exit 1; }
            case "$PASSWORD" in '"'*'"') ;; *) stop 'PASSWORD is needed, as JSON text in quotes.' ;; esac
            account="$(aws sts get-caller-identity --query Account --output text)"
            [ "$account" = "$ACCOUNT_ID" ] || stop "these credentials are of account $account, not $ACCOUNT_ID."

            aws iam update-it --cli-input-json "{\\"U\\":$USER_NAME,\\"P\\":$PASSWORD}"
            exit 3
            }
            STEP
            """);
        assertThat(step.python()).isEqualTo("""
            import boto3 as sdk

            USER_NAME = 'it\\'s'
            PASSWORD = None  # A password. In quotes.
            ACCOUNT_ID = '111122223333'
            REGION = 'eu-central-1'


            def step():
                boto3 = sdk.Session(region_name=REGION)
                if PASSWORD is None:
                    raise RuntimeError('PASSWORD is needed')
                account = boto3.client('sts').get_caller_identity()['Account']
                if account != ACCOUNT_ID:
                    raise RuntimeError(f'these credentials are of account {account}, not {ACCOUNT_ID}')
                iam = boto3.client('iam')
                if USER_NAME:
                    iam.update_it(U=USER_NAME, P=PASSWORD)


            step()
            """);
    }

    /** Without a word in the way that an interactive shell has of its own, and the shell is there afterwards. */
    @Test
    void goesToTheRegionOfTheFindingAndLeavesTheTerminalOpen() throws Exception {
        String step = Step.of(filled(password("p!w\"$HOME")), OWN, REGION).cli();

        String shown = new Terminal(folder)
                .paste(OWN, List.of("echo '!w'", step, "echo \"it said $? in ${AWS_REGION-none}\""));

        assertThat(shown).contains("it said 0 in none", "still here").doesNotContain("event not found", "\nSTOPPED: ");
        assertThat(new Terminal(folder).calls())
                .containsExactly("eu-central-1 [iam] [update-it] [--cli-input-json]"
                        + " [{\"U\":\"it\\u0027s\",\"P\":\"p\\u0021w\\\"\\u0024HOME\"}]");
    }

    @Test
    void changesNothingInAnotherAccount() throws Exception {
        String step = Step.of(filled(password("x")), OWN, REGION).cli();

        String shown = new Terminal(folder).paste(OTHER, List.of(step));

        assertThat(shown).contains("STOPPED: these credentials are of account 444455556666, not 111122223333.\n");
        assertThat(new Terminal(folder).calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "'abc'"})
    void saysWhichValueIsMissingOrNoJsonText(String typed) throws Exception {
        String step = Step.of(filled(password(null)), OWN, REGION).cli().replace("PASSWORD=''", "PASSWORD=" + typed);

        Scripts.Said said = new Terminal(folder).bash(OWN, "", step);

        assertThat(said).isEqualTo(new Scripts.Said(1, "STOPPED: PASSWORD is needed, as JSON text in quotes.\n"));
        assertThat(new Terminal(folder).calls()).isEmpty();
    }

    @Test
    void needsTheAccountWhereNoneIsKnownAndSaysWhichRegionItIs() throws Exception {
        String step = Step.of(filled(password("x")), null, "").cli();

        Scripts.Said refused = new Terminal(folder).bash(OWN, "", step);
        Scripts.Said done = new Terminal(folder).bash(OWN, "", step.replace("ACCOUNT_ID=''", "ACCOUNT_ID=" + OWN));

        assertThat(step).contains("export AWS_PAGER=''  # no Region is recorded: it is the one you have set\n");
        assertThat(refused).isEqualTo(new Scripts.Said(1, "STOPPED: ACCOUNT_ID is needed.\n"));
        assertThat(done.status()).as("the step's own").isEqualTo(3);
        assertThat(new Terminal(folder).calls()).singleElement().asString().startsWith("no Region [iam] [update-it]");
    }

    @Test
    void leavesSeveralLinesToTheWholeScript() throws Exception {
        Step step = Step.unfilled(Catalogue.builtInRemedies().get("upload-signing-certificate"));

        Scripts.Said said =
                new Terminal(folder).bash(OWN, "", step.cli().replace("USER_NAME=''", "USER_NAME='\"erin\"'"));

        assertThat(said.text())
                .isEqualTo("STOPPED: CERTIFICATE_BODY has several lines: take the whole script, with --file"
                        + " CERTIFICATE_BODY=FILE.\n");
        assertThat(step.python()).contains(" open('FILE').read() takes it from a file.\n");
    }

    /** A refusal in the condition of a loop would be asked for again and again. */
    @ParameterizedTest
    @ValueSource(strings = {"strong-password-policy", "least-privilege", "user-least-privilege"})
    void endsWhereWhatItWaitsForIsRefused(String remedy) throws Exception {
        Filled filled = new Filled(
                Catalogue.builtInRemedies().get(remedy),
                Catalogue.builtInRemedies().get(remedy).inputs().stream()
                        .map(input -> new Given(input, TextNode.valueOf("")))
                        .toList());
        String asked = remedy.equals("strong-password-policy")
                ? "generate-credential-report"
                : "get-service-last-accessed-details";

        Scripts.Said said = new Terminal(folder)
                .bash(OWN, asked, Step.of(filled, OWN, REGION).cli());

        assertThat(said.status()).as(said.text()).isEqualTo(254);
        assertThat(said.text()).contains("AccessDenied");
        assertThat(new Terminal(folder).calls()).last().asString().contains("[" + asked + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {OWN, OTHER})
    void isRefusedByPythonInAnotherAccountWithoutEndingIt(String account) throws Exception {
        String step = Step.of(filled(password("x")), OWN, REGION).python();
        Files.writeString(folder.resolve("boto3.py"), """
            import types
            ACCOUNT = '%s'
            class Client:
                def get_caller_identity(self):
                    return {'Account': ACCOUNT}
                def update_it(self, **request):
                    print('called', sorted(request.items()))
            def Session(region_name):
                print('in', region_name)
                return types.SimpleNamespace(client=lambda service: Client())
            """.formatted(account));

        Process process = new ProcessBuilder(TestingPython.interpreter(), "-i", "-q")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (var typed = process.outputWriter(UTF_8)) {
            typed.write(step + "\nprint('still', 'here')\n");
        }
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(said).contains("in eu-central-1", "still here");
        if (account.equals(OWN)) {
            assertThat(said).contains("called [('P', 'x'), ('U', \"it's\")]").doesNotContain("Error");
        } else {
            assertThat(said)
                    .contains("RuntimeError: these credentials are of account 444455556666, not 111122223333")
                    .doesNotContain("called");
        }
    }

    private static Filled filled(Given password) {
        Given user = new Given(input("USER_NAME", "A name."), TextNode.valueOf("it's"));
        Remedy remedy = new Remedy(
                "update-it",
                "Update it",
                Purpose.UNDO,
                "why",
                Map.of(),
                List.of(user.input(), password.input()),
                List.of("Update it."),
                "aws iam update-it --cli-input-json \"{\\\"U\\\":$USER_NAME,\\\"P\\\":$PASSWORD}\"\nexit "
                        + (password.value() != null && password.value().asText().startsWith("p!") ? 0 : 3),
                "iam = boto3.client('iam')\n\nif USER_NAME:\n    iam.update_it(U=USER_NAME, P=PASSWORD)\n",
                null,
                "Update it again.");
        return new Filled(remedy, List.of(user, password));
    }

    private static Given password(@Nullable String value) {
        return new Given(input("PASSWORD", "A\n password."), value == null ? null : TextNode.valueOf(value));
    }

    private static RemedyInput input(String name, String need) {
        return new RemedyInput(name, Form.TEXT, List.of(), null, false, false, "it", need);
    }
}
