package io.tamperwatch.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(WithTokens.class)
class RemediationApiTest {

    /** The finding does not say which account it is of. */
    private static final String CLI = """
        bash << 'STEP'
        { # a shell of its own: what stops it does not close your terminal
        ACCOUNT_ID=''  # The twelve digits of the account it is for.
        export AWS_PAGER='' AWS_REGION='us-east-1' AWS_DEFAULT_REGION='us-east-1'
        set -euo pipefail
        stop() { echo "STOPPED: $*" >&2; exit 1; }
        [ -n "$ACCOUNT_ID" ] || stop 'ACCOUNT_ID is needed.'
        account="$(aws sts get-caller-identity --query Account --output text)"
        [ "$account" = "$ACCOUNT_ID" ] || stop "these credentials are of account $account, not $ACCOUNT_ID."

        aws iam upload-signing-certificate
        }
        STEP
        """;

    private static final String PYTHON = """
        import boto3 as sdk

        ACCOUNT_ID = None  # The twelve digits of the account it is for. In quotes.
        REGION = 'us-east-1'


        def step():
            boto3 = sdk.Session(region_name=REGION)
            if ACCOUNT_ID is None:
                raise RuntimeError('ACCOUNT_ID is needed')
            account = boto3.client('sts').get_caller_identity()['Account']
            if account != ACCOUNT_ID:
                raise RuntimeError(f'these credentials are of account {account}, not {ACCOUNT_ID}')
            iam.upload_signing_certificate()


        step()
        """;

    @Inject
    TestingFindingStore store;

    @Inject
    ObjectMapper json;

    @BeforeEach
    void twoFindings() {
        store.reset();
        store.findings.add(Samples.full());
        store.findings.add(Samples.bare("e-2", Samples.NINE));
    }

    @Test
    void tellsTheStepsAsJson() throws Exception {
        JsonNode remediation = tree(get("e-2", ""));

        assertThat(remediation.get("findingId").asText()).isEqualTo("e-2");
        assertThat(remediation.get("looks").get("kind").asText()).isEqualTo("unclear");
        assertThat(remediation.get("nothingToUndo").isNull()).isTrue();
        assertThat(remediation.get("steps")).isEqualTo(json.readTree("""
            [{"id": "certificate-undo", "title": "Upload it again", "purpose": "undo", "why": "It works again.",
              "changes": false, "notUndone": null, "rollback": null, "missing": [],
              "console": ["Open the console.", "Upload."],
              "cli": "%s",
              "python": "%s"}]\
            """.formatted(
                        CLI.replace("\"", "\\\"").replace("\n", "\\n"), PYTHON.replace("\n", "\\n"))));
    }

    @Test
    void hasNothingToUndoWhereTheCallWasDenied() throws Exception {
        JsonNode remediation = tree(get("e-1", ""));

        assertThat(remediation.get("nothingToUndo").asText())
                .isEqualTo("The call was denied: it changed nothing, and there is nothing to undo.");
        assertThat(remediation.get("steps")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"cli,text/x-shellscript,sh", "python,text/x-python,py", "markdown,text/markdown,md"})
    void handsOutEachRouteAsAFile(String format, String type, String suffix) {
        Response answer = get("e-2", "?format=" + format);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo(type + ";charset=utf-8");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"remediation-e-2." + suffix + "\"");
        assertThat(answer.asString()).contains("Upload it again");
    }

    @ParameterizedTest
    @CsvSource({"?format=perl,format", "?format=cli&format=python,format", "?limit=1,limit"})
    void refusesWhatItDoesNotKnow(String query, String field) throws Exception {
        Response answer = get("e-2", query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(tree(answer).get("errors").get(0).get("field").asText()).isEqualTo(field);
    }

    @Test
    void saysThatThereIsNoSuchFinding() throws Exception {
        assertThat(tree(get("e-9", "")).get("type").asText()).isEqualTo("urn:tamperwatch:problem:not-found");
    }

    @Test
    void saysThatThereIsNoRemediation() throws Exception {
        store.findings.add(Samples.of("e-3", "trail-stopped"));
        store.findings.add(Samples.of("e-4", "not-watched-any-more"));

        for (JsonNode problem :
                Stream.of(tree(get("e-3", "?format=cli")), tree(get("e-4", ""))).toList()) {
            assertThat(problem.get("status").asInt()).isEqualTo(404);
            assertThat(problem.get("type").asText()).isEqualTo("urn:tamperwatch:problem:no-remediation");
        }
    }

    private JsonNode tree(Response answer) throws Exception {
        return json.readTree(answer.asString());
    }

    private static Response get(String id, String query) {
        return given().auth().oauth2(WithTokens.VIEWER).get("/api/v1/findings/" + id + "/remediation" + query);
    }
}
