package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tamperwatch.emulator.AwsEmulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in, and that nothing is open by accident. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessIT {

    @TempDir
    static Path directory;

    private static AwsEmulator aws;
    private static NewToken viewer;
    private static NewToken responder;
    private static LaunchedService service;

    /** A token as the command printed it. */
    private record NewToken(String text, List<String> properties, List<String> variables) {

        /** Makes one with the product's own command. */
        static NewToken made(Path directory, String... arguments) {
            Ended ended = Launch.in(directory).arguments(arguments).toItsEnd();
            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            assertThat(ended.err()).isEmpty();
            List<String> indented = ended.out().stream()
                    .filter(line -> line.startsWith("  "))
                    .map(String::strip)
                    .toList();
            assertThat(indented).hasSize(5);
            return new NewToken(indented.get(0), indented.subList(1, 3), indented.subList(3, 5));
        }
    }

    @BeforeAll
    static void start() {
        aws = AwsEmulator.start(Clock.systemUTC());
        aws.lookupRate(Double.POSITIVE_INFINITY);
        aws.history().add(Records.number(0, Instant.now()), Instant.now());
        viewer = NewToken.made(directory, "token", "grafana");
        responder = NewToken.made(directory, "token", "oncall", "--role", "responder");
        Launch launch = Launch.watching(aws, directory)
                .set("tamperwatch.security.mode", "token")
                .file(viewer.properties().toArray(String[]::new));
        responder.variables().forEach(line -> launch.environment(line.split("=", 2)[0], line.split("=", 2)[1]));
        service = launch.start();
        service.until(
                "found",
                () -> !service.api().withToken(viewer.text()).findings().isEmpty());
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
        aws.close();
    }

    private static Stream<String> paths() {
        return Stream.of(
                "/",
                "/nothing/here",
                "/api/v1/findings",
                "/api/v1/findings/" + Records.id(0),
                "/api/v1/catalogue",
                "/api/v1/catalogue/iam-signing-certificate-deleted",
                "/api/v1/watches",
                "/api/v1/quarantine",
                "/q/openapi");
    }

    @Test
    void withoutATokenNothingIsAnswered() {
        assertThat(paths()).allSatisfy(path -> isUnauthenticated(service.api().get(path)));
    }

    @Test
    void withATokenNobodyMadeNothingIsAnswered() {
        Api stranger = service.api().withToken("twt_" + "A".repeat(43));

        assertThat(paths()).allSatisfy(path -> isUnauthenticated(stranger.get(path)));
    }

    /** The digest is in the configuration: whoever reads it there must not get in with it. */
    @Test
    void theDigestOfATokenIsNoToken() {
        String digest = viewer.properties().getFirst().split("=")[1];

        isUnauthenticated(service.api().withToken(digest).get("/api/v1/findings"));
    }

    private static void isUnauthenticated(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.json().path("type").asText()).isEqualTo("urn:tamperwatch:problem:unauthenticated");
        assertThat(answer.json().path("status").asInt()).isEqualTo(401);
    }

    @Test
    void theOneSeesRecordsAndTheOtherDoesNot() {
        assertThat(record(viewer).isNull()).isTrue();
        assertThat(record(responder).path("eventID").asText()).isEqualTo(Records.id(0));
    }

    private static JsonNode record(NewToken token) {
        JsonNode finding = service.api().withToken(token.text()).json("/api/v1/findings/" + Records.id(0));
        assertThat(finding.has("record")).isTrue();
        return finding.path("record");
    }

    @Test
    void withATokenThereIsAnOpenApiDocument() {
        assertThat(service.api().withToken(viewer.text()).get("/q/openapi").status())
                .isEqualTo(200);
    }

    @Test
    void neitherTokenNorDigestIsLogged() {
        assertThat(service.out().text())
                .doesNotContain(viewer.text())
                .doesNotContain(responder.text())
                .doesNotContain(viewer.properties().getFirst().split("=")[1]);
    }

    @Test
    void theCommandNeitherListensNorLeavesAnythingBehind(@TempDir Path elsewhere) throws IOException {
        try (ServerSocket taken = new ServerSocket(Ports.free(), 1, InetAddress.getLoopbackAddress())) {
            Ended ended = Launch.in(elsewhere)
                    .set("quarkus.http.port", String.valueOf(taken.getLocalPort()))
                    .set("quarkus.management.port", String.valueOf(taken.getLocalPort()))
                    .arguments("token", "ci", "--role", "admin")
                    .toItsEnd();

            assertThat(ended.exitCode()).isZero();
            assertThat(Files.list(elsewhere))
                    .allMatch(file -> file.getFileName().toString().startsWith("run-"));
        }
    }

    @Test
    void theCommandRefusesARoleThatIsNone() {
        Ended ended =
                Launch.in(directory).arguments("token", "ci", "--role", "root").toItsEnd();

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.lines())
                .containsExactly(
                        "tamperwatch.security.tokens.ci.role = \"root\" is not valid: must be viewer, responder or"
                                + " admin");
    }

    /** The page is no way around what slows guesses, and nobody behind the same address is locked out. */
    @Test
    @Order(Integer.MAX_VALUE) // whoever guesses from here is answered otherwise from then on
    void guessesOnTheLoginPageAreSlowed() {
        URI login = URI.create(service.api().url("/login"));
        TestingBrowser guesser = new TestingBrowser();
        List<Integer> statuses = IntStream.range(0, 40)
                .mapToObj(i -> guesser.post(login, "next=/findings&token=twt_wrong" + i)
                        .statusCode())
                .takeWhile(status -> status == 401)
                .toList();

        assertThat(statuses).hasSizeLessThan(40);
        HttpResponse<String> slowed = guesser.post(login, "next=/findings&token=twt_wrong");
        assertThat(slowed.statusCode()).isEqualTo(429);
        assertThat(slowed.headers().firstValue("Retry-After")).contains("6");
        assertThat(service.api().withToken("twt_wrong").get("/api/v1/findings").status())
                .isEqualTo(429);
        HttpResponse<String> known = guesser.post(login, "next=/findings&token=" + viewer.text());
        assertThat(known.statusCode()).isEqualTo(303);
        assertThat(guesser.cookies()).containsOnlyKeys("tamperwatch-loopback");
        service.awaitLogged("session begun by=\\\"grafana");
    }

    @Test
    void isNotServedOpenlyOnAnAddressOthersReach(@TempDir Path elsewhere) {
        Ended ended = Launch.watching(aws, elsewhere)
                .set("quarkus.http.host", "0.0.0.0")
                .toItsEnd();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.lines())
                .containsExactly(
                        "tamperwatch.security.mode = \"none\" is not valid: without access control the API is only"
                                + " served on a loopback address, and quarkus.http.host is \"0.0.0.0\"; use mode token, or"
                                + " bind 127.0.0.1, or set tamperwatch.security.allow-open=true");
    }

    @Test
    void isNotServedWithoutATokenAnybodyHas(@TempDir Path elsewhere) {
        Ended ended = Launch.in(elsewhere).aws(aws).toItsEnd();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.lines())
                .containsExactly(
                        "tamperwatch.security.tokens = \"\" is not valid: mode token needs at least one token; make one"
                                + " with \"tamperwatch token <name> --role responder\" and add the lines it prints");
    }
}
