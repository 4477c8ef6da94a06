package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.emulator.AwsEmulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A start that is refused says in one line what to put right, and nothing else. A case for each way to be wrong; which values
 * are is for the tests of the settings.
 */
class ConfigurationIT {

    /** Starting is most of the work; more at once would only wait for each other. */
    private static final int AT_ONCE = 2;

    @TempDir
    static Path directory;

    /** @param line all that is said; {@code DIRECTORY} stands for where the product runs */
    private record Case(UnaryOperator<Launch> mistake, String line) {

        static Case setting(String key, String value, String allowed) {
            return new Case(
                    launch -> launch.set(key, value), "%s = \"%s\" is not valid: %s".formatted(key, value, allowed));
        }
    }

    private static final String ROLE_ARN = "tamperwatch.accounts.prod.role-arn";

    private static List<Case> cases() {
        return List.of(
                Case.setting(
                        "tamperwatch.detections",
                        "iam-everything",
                        "all, or a comma-separated list of detection ids and of names of their events; the ids are "
                                + Catalogue.builtIn().detections().stream()
                                        .map(Detection::id)
                                        .collect(Collectors.joining(", "))),
                Case.setting(
                        "tamperwatch.catalogue-dir",
                        "nowhere",
                        "a directory with the folders detections and remedies is allowed"),
                Case.setting(
                        "tamperwatch.poll.backfill",
                        "91d",
                        "a duration from 0s to 90d is allowed, for example 90s, 5m, 2h or 7d"),
                Case.setting("tamperwatch.poll.budget", "0", "a number from 0.01 to 100 is allowed"),
                Case.setting(
                        ROLE_ARN,
                        "arn:aws:iam::prod:role/reader",
                        "an IAM role's ARN is allowed, for example arn:aws:iam::111122223333:role/tamperwatch"),
                Case.setting(
                        "tamperwatch.accounts.prod.regions",
                        "everywhere",
                        "all, or Region names separated by commas, for example us-east-1,eu-central-1"),
                Case.setting(
                        "tamperwatch.trusted-networks",
                        "203.0.113.0/24,vpn.example.com/24",
                        "networks in CIDR notation separated by commas are allowed, for example"
                                + " 203.0.113.0/24,2001:db8::/32"),
                Case.setting(
                        "tamperwatch.expected-actors",
                        "arn:aws:sts::111122223333:assumed-role/deployment/run-1",
                        "ARNs of IAM users and roles separated by commas are allowed, never of a session, for example"
                                + " arn:aws:iam::111122223333:role/deployment"),
                Case.setting("tamperwatch.store", "mysql", "use embedded or postgresql"),
                new Case(
                        launch -> launch.set("tamperwatch.store", "postgresql"),
                        "tamperwatch.postgresql.url = \"\" is not valid: use jdbc:postgresql://host:port/database"
                                + " (needed with tamperwatch.store=postgresql)"),
                Case.setting("tamperwatch.security.mode", "public", "must be token, oidc or none"),
                Case.setting("tamperwatch.security.allow-open", "maybe", "must be true or false"),
                new Case(
                        launch -> launch.set("tamperwatch.security.mode", "token")
                                .set("tamperwatch.security.tokens.ci.sha256", "0".repeat(64))
                                .set("tamperwatch.security.tokens.ci.role", "root"),
                        "tamperwatch.security.tokens.ci.role = \"root\" is not valid: must be viewer, responder or"
                                + " admin"),
                new Case(
                        launch -> launch.environment("TAMPERWATCH_POLL_EVERY", "2h"),
                        "tamperwatch.poll.every = \"2h\" is not valid: a duration from 1s to 1h is allowed, for example"
                                + " 90s, 5m, 2h or 7d"),
                new Case(
                        launch -> launch.set("tamperwatch.poll.evry", "5s"),
                        "tamperwatch.poll.evry (system property) is not a setting of tamperwatch; did you mean"
                                + " tamperwatch.poll.every?"),
                new Case(
                        launch -> launch.file("tamperwatch.budget=1"),
                        "tamperwatch.budget (DIRECTORY/config/application.properties) is not a setting of tamperwatch;"
                                + " did you mean tamperwatch.poll.budget?"));
    }

    @TestFactory
    Stream<DynamicTest> refusesToStart() throws Exception {
        try (ExecutorService starts = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<DynamicTest>> ends = new ArrayList<>();
            for (Case each : cases()) {
                Path own = Files.createDirectory(directory.resolve("case-" + ends.size()));
                ends.add(starts.submit(() -> refused(each, own)));
            }
            List<DynamicTest> tests = new ArrayList<>();
            for (Future<DynamicTest> end : ends) {
                tests.add(end.get());
            }
            return tests.stream();
        }
    }

    private static DynamicTest refused(Case mistaken, Path own) {
        Ended ended = mistaken.mistake().apply(valid(own)).toItsEnd();
        String line = mistaken.line().replace("DIRECTORY", own.toString());
        return DynamicTest.dynamicTest(mistaken.line(), () -> {
            assertThat(ended.lines()).containsExactly(line);
            assertThat(ended.exitCode()).isEqualTo(1);
        });
    }

    /** Nothing wrong with it, but that nothing is at the end of its AWS. */
    private static Launch valid(Path directory) {
        return Launch.in(directory)
                .environment("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
                .environment("AWS_REGION", "us-east-1")
                .set("tamperwatch.security.mode", "none")
                .set("quarkus.http.host", "127.0.0.1")
                .set("quarkus.http.port", String.valueOf(Ports.free()))
                .set("quarkus.management.port", String.valueOf(Ports.free()));
    }

    /** Kubernetes makes variables for every Service of a namespace, one that is called tamperwatch too. */
    @Test
    void unknownVariablesAreNoReasonNotToStart(@TempDir Path elsewhere) {
        try (AwsEmulator aws = AwsEmulator.start(Clock.systemUTC());
                LaunchedService service = Launch.watching(aws, elsewhere)
                        .set("tamperwatch.poll.budget", "2")
                        .environment("TAMPERWATCH_SERVICE_HOST", "10.96.0.17")
                        .environment("TAMPERWATCH_SERVICE_PORT", "8080")
                        .environment("TAMPERWATCH_SERVICE_PORT_HTTP", "8080")
                        .environment("TAMPERWATCH_PORT", "tcp://10.96.0.17:8080")
                        .environment("TAMPERWATCH_PORT_8080_TCP_ADDR", "10.96.0.17")
                        .environment("TAMPERWATCH_POLL_EVRY", "5s")
                        .start()) {
            List<String> warnings = service.out().lines().stream()
                    .map(line -> new Answer(200, "", line).json())
                    .filter(line -> line.path("level").asText().equals("WARN"))
                    .map(line -> line.path("message").asText())
                    .toList();

            assertThat(warnings)
                    .containsExactly(
                            "TAMPERWATCH_POLL_EVRY (environment) is not a setting of tamperwatch and is ignored;"
                                    + " did you mean TAMPERWATCH_POLL_EVERY?");
            assertThat(service.err().lines()).isEmpty();
        }
    }
}
