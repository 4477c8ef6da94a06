package io.tamperwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostTest {

    private static final String PASSWORD = "testing-only";

    @Test
    void trustsAnAuthorityOfTheOperatorsOwnAndNobodyElse(@TempDir Path directory) throws Exception {
        Path keys = directory.resolve("keys.p12");
        Path authority = directory.resolve("ca.pem");
        keytool(keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
        keytool(keys, "-exportcert", "-rfc", "-file", authority.toString());
        try (TestingReceiver receiver = TestingReceiver.start(serving(keys));
                Post trusting =
                        new Post(receiver.url(), TrustedAuthorities.read("key", authority), Duration.ofSeconds(30));
                Post other = new Post(receiver.url(), null, Duration.ofSeconds(30))) {
            assertThat(trusting.send(new byte[] {1}, Map.of())).isEqualTo(new Answer.Accepted());
            assertThat(other.send(new byte[] {1}, Map.of()))
                    .isInstanceOfSatisfying(
                            Answer.Unavailable.class,
                            answer -> assertThat(answer.reason()).startsWith("SSLHandshakeException: "));
        }
    }

    private static void keytool(Path keys, String command, String... more) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                command,
                "-alias",
                "testing",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD));
        line.addAll(List.of(more));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static SSLContext serving(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(keys)) {
            store.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void waitsForNobodyForLong() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Post post = new Post(
                        URI.create("http://127.0.0.1:" + silent.getLocalPort()), null, Duration.ofMillis(50))) {
            assertThat(post.send(new byte[] {1}, Map.of())).isInstanceOf(Answer.Unavailable.class);
        }
    }

    @Test
    void saysThatNobodyIsThere() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        try (Post post = new Post(URI.create("http://127.0.0.1:" + port), null, Duration.ofSeconds(30))) {
            assertThat(post.send(new byte[] {1}, Map.of()))
                    .isInstanceOfSatisfying(
                            Answer.Unavailable.class,
                            answer -> assertThat(answer.reason()).startsWith("ConnectException"));
        }
    }
}
