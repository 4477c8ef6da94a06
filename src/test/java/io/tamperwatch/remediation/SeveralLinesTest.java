package io.tamperwatch.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.tamperwatch.TestingPython;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Remedy;
import io.tamperwatch.catalogue.RemedyInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key pasted at a question would answer it with its first line; the others would go to whatever reads next. */
class SeveralLinesTest {

    private static final String OWN = "111122223333";

    @TempDir
    Path folder;

    @Test
    void whatHasSeveralLinesIsMarkedSo() {
        assertThat(Catalogue.builtInRemedies().values().stream()
                        .flatMap(remedy -> remedy.inputs().stream())
                        .filter(RemedyInput::file)
                        .map(RemedyInput::name))
                .containsExactlyInAnyOrder(
                        "CERTIFICATE_BODY", "CERTIFICATE_CHAIN", "METADATA", "PRIVATE_KEY", "SERVER_CERTIFICATE");
    }

    @Test
    void noScriptAsksForThemOnATerminal() throws Exception {
        Remediation remediation = remediation();
        Files.writeString(folder.resolve("all.sh"), remediation.bash());
        Files.writeString(folder.resolve("all.py"), remediation.python());
        Files.writeString(folder.resolve("boto3.py"), """
            class Client:
                class exceptions:
                    NoSuchEntityException = KeyError
                def get_caller_identity(self):
                    return {'Account': '111122223333'}
                def get_server_certificate(self, **request):
                    raise KeyError
            client = lambda service: Client()
            """);

        for (String script : List.of("bash all.sh", TestingPython.interpreter() + " all.py")) {
            String shown = new Terminal(folder)
                    .paste(OWN, List.of(script + "\ny", "-----BEGIN PRIVATE KEY-----\necho ne'ver'\n"));

            assertThat(shown.replaceAll("\\s+", " "))
                    .contains("STOPPED: SERVER_CERTIFICATE is not known.")
                    .contains("It has several lines: give it with --file SERVER_CERTIFICATE=FILE.")
                    .contains("READY> -----BEGIN PRIVATE KEY-----");
        }
    }

    @Test
    void theyComeFromFilesWithEveryLine() throws Exception {
        Files.writeString(folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nab'c\n-----END PRIVATE KEY-----\n");
        // in the place of a server certificate that is there
        String script = remediation().bash().replace("get-server-certificate", "delete-nothing");

        Scripts.Said said = new Terminal(folder)
                .bash(
                        OWN,
                        "delete-nothing",
                        script.replace("rm -f \"$request_file\"", "cat \"$request_file\"; rm -f \"$request_file\""),
                        "--yes",
                        "--file=SERVER_CERTIFICATE=key.pem",
                        "--file=PRIVATE_KEY=key.pem");

        String pem = "\"-----BEGIN PRIVATE KEY-----\\nab\\u0027c\\n-----END PRIVATE KEY-----\"";
        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.text()).contains("\"CertificateBody\":" + pem + ",\"PrivateKey\":" + pem + "}");
    }

    private static Remediation remediation() {
        Remedy remedy = Catalogue.builtInRemedies().get("restore-server-certificate");
        List<Given> given = remedy.inputs().stream()
                .map(input -> new Given(input, known(input)))
                .toList();
        return new Remediation(
                "finding", OWN, "us-east-1", Looks.UNCLEAR, null, List.of(), List.of(new Filled(remedy, given)));
    }

    private static TextNode known(RemedyInput input) {
        return Stream.of("SERVER_CERTIFICATE", "PRIVATE_KEY").anyMatch(input.name()::equals)
                ? null
                : TextNode.valueOf("");
    }
}
