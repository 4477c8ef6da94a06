package io.tamperwatch.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.TestingPorts;
import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.remediation.Scripts.Route;
import io.tamperwatch.remediation.Scripts.Said;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The undoing boto3 scripts against an IAM that others have written, as far as it knows the calls; skipped, loudly, where it is
 * not installed. The bash scripts make the same calls, each in a process of its own, which would take minutes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MotoSystemIT {

    /** Calls that moto_server has not: each of these detections needs one of them, to do the harm, to undo it or to look. */
    private static final Set<String> UNKNOWN = Set.of(
            // client IDs of a provider
            "iam-oidc-client-id-added",
            "iam-oidc-client-id-removed",
            // service-specific credentials
            "iam-service-credential-issued",
            "iam-service-credential-removed",
            // LookupEvents, with which this script looks for sessions
            "iam-login-profile-created",
            // UpdateServerCertificate
            "iam-server-certificate-renamed",
            // CloudTrail Lake
            "cloudtrail-event-data-store-deleted");

    @TempDir
    Path folder;

    private @Nullable Process server;
    private URI url = URI.create("http://127.0.0.1");

    @BeforeAll
    void start() throws IOException {
        Scripts.needs("moto_server");
        int port = TestingPorts.free();
        url = URI.create("http://127.0.0.1:" + port);
        ProcessBuilder builder = new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"));
        builder.environment().put("MOTO_ACCOUNT_ID", AwsEmulator.ACCOUNT.id());
        server = builder.start();
        Awaitility.await().atMost(90, TimeUnit.SECONDS).until(() -> answers(port));
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @AfterAll
    void end() {
        if (server != null) {
            server.descendants().forEach(ProcessHandle::destroy);
            server.destroy();
        }
    }

    @BeforeEach
    void empty() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(url.resolve("/moto-api/reset"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.discarding());
            for (String bucket : List.of("logs", "theirs")) {
                client.send(
                        HttpRequest.newBuilder(url.resolve("/" + bucket))
                                .header(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=%s/20261122/us-east-1/s3/aws4_request"
                                                .formatted(AwsEmulator.ACCESS_KEY_ID))
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding());
            }
        }
    }

    static Stream<Harm> harms() {
        return Harm.all().stream().filter(harm -> !UNKNOWN.contains(harm.detection()));
    }

    @ParameterizedTest
    @MethodSource("harms")
    void theScriptUndoesIt(Harm harm) throws Exception {
        Route.PYTHON.mustBeHere();
        try (AccountState account = new AccountState(url)) {
            harm.before().accept(account);
            String before = account.text(harm.addsSomething());
            account.intruderComes();
            harm.event().accept(account);
            Remediation remediation = Found.in(account, harm.detection(), harm.known());
            String[] options = Scripts.options(harm.given(), "--yes", "--step=undo");

            Said said = new Scripts(folder, url).run(remediation, Route.PYTHON, options);

            assertThat(said.status()).as(said.text()).isZero();
            assertThat(account.text(harm.addsSomething())).as(said.text()).isEqualTo(before);
        }
    }
}
