package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.alert.TestingReceiver;
import io.tamperwatch.emulator.AwsEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an event to whoever is on call, by a real Alertmanager, and back when somebody has it. */
class PushSystemIT {

    private static final String ALERTMANAGER = "/usr/bin/prometheus-alertmanager";
    private static final String HOSTILE =
            "arn:aws:sts::111122223333:assumed-role/ops/{{ .CommonLabels }}<!channel> https://evil.example";

    @TempDir
    Path directory;

    private final AwsEmulator aws = AwsEmulator.start(Clock.systemUTC());
    private final TestingReceiver pager = TestingReceiver.start();
    private final TestingReceiver webhook = TestingReceiver.start();
    private final int port = Ports.free();
    private final List<JsonNode> pages = new ArrayList<>();
    private final List<JsonNode> notices = new ArrayList<>();
    private LaunchedProcess alertmanager;

    @BeforeEach
    void startAlertmanager() throws IOException {
        Path configuration = Files.writeString(directory.resolve("alertmanager.yml"), """
            route:
              receiver: pager
              group_by: [alertname, detection, account, finding]
              group_wait: 0s
              group_interval: 1s
              repeat_interval: 1h
            receivers:
              - name: pager
                webhook_configs:
                  - url: %s
                    send_resolved: true
            """.formatted(pager.url()));
        alertmanager = LaunchedProcess.of(
                new ProcessBuilder(
                        ALERTMANAGER,
                        "--config.file=" + configuration,
                        "--storage.path=" + directory.resolve("alertmanager"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address="),
                directory.resolve("alertmanager"));
        await().atMost(LaunchedService.LONGEST_WAIT)
                .ignoreException(UncheckedIOException.class)
                .until(() -> Api.on(port).get("/-/ready").status() == 200);
    }

    @AfterEach
    void stop() {
        alertmanager.close();
        pager.close();
        webhook.close();
        aws.close();
    }

    @Test
    void somebodyIsCalledOnceUntilSomebodyHasIt() {
        aws.history().add(hostile(), Instant.now());
        try (LaunchedService service = service()) {
            service.until("called", () -> page("firing").isPresent());
            service.until("told", () -> notice("opened").isPresent());
            assertThat(service.metrics().sum("tamperwatch_notification_attempts_total", "receiver", "alertmanager-1"))
                    .isPositive();
            service.kill();
        }
        JsonNode alert = page("firing").orElseThrow();
        assertThat(alert.path("labels").path("finding").asText()).isEqualTo(Records.id(1));
        assertThat(alert.path("labels").size()).isEqualTo(5);
        assertThat(alert.path("annotations").path("link").asText())
                .isEqualTo("https://watch.example.com/findings/" + Records.id(1));
        assertThat(alert.path("annotations").path("actor").asText())
                .isEqualTo("arn:aws:sts::111122223333:assumed-role/ops/?? .CommonLabels ????channel? https:"
                        + " //evil.example");

        try (LaunchedService service = service()) {
            service.until("told again", () -> accepted(service, "alertmanager-1") > 0);
            assertThat(active()).as("still one alert").isEqualTo(1);
            service.api().post("/api/v1/findings/" + Records.id(1) + "/acknowledge", "{\"note\":\"mine\"}");
            service.until("no longer called", () -> page("resolved").isPresent());
            service.until("told as well", () -> notice("acknowledged").isPresent());
            assertThat(active()).isZero();
            assertThat(pages.stream().filter(one -> isFiring(one)).count())
                    .as("called once")
                    .isEqualTo(1);
        }
    }

    @Test
    void aTestGoesTheWholeWay() {
        Ended good = configured(Launch.in(directory)).arguments("alert", "test").toItsEnd();
        assertThat(good.out()).anyMatch(line -> line.matches("Alertmanager http://127.0.0.1:\\d+: accepted"));
        assertThat(good.out()).anyMatch(line -> line.matches("Webhook http://localhost:\\d+: accepted"));
        assertThat(good.exitCode()).as(good.toString()).isZero();
        await().atMost(LaunchedService.LONGEST_WAIT).until(() -> page("firing").isPresent());
        assertThat(page("firing").orElseThrow().path("labels").path("detection").asText())
                .isEqualTo("test");
        assertThat(notice("test")).isPresent();

        Ended bad = Launch.in(directory)
                .environment("TAMPERWATCH_ALERTMANAGER_URLS", "http://127.0.0.1:1")
                .arguments("alert", "test")
                .toItsEnd();
        assertThat(bad.out()).anyMatch(line -> line.startsWith("Alertmanager http://127.0.0.1:1: unavailable"));
        assertThat(bad.exitCode()).isEqualTo(1);
    }

    private LaunchedService service() {
        return configured(Launch.watching(aws, directory)).start();
    }

    private Launch configured(Launch launch) {
        return launch.set("tamperwatch.external-url", "https://watch.example.com")
                .set("tamperwatch.alertmanager.urls", "http://127.0.0.1:" + port)
                .set("tamperwatch.alertmanager.every", "5s")
                .set("tamperwatch.alertmanager.severities", "critical,high,medium,low,info")
                .set("tamperwatch.webhook.url", webhook.url().toString())
                .set("tamperwatch.webhook.secret", "0123456789abcdef0123456789abcdef");
    }

    private static ObjectNode hostile() {
        ObjectNode record = Records.number(1, Instant.now().minusSeconds(60));
        ((ObjectNode) record.path("userIdentity")).put("arn", HOSTILE);
        return record;
    }

    private static double accepted(LaunchedService service, String receiver) {
        return service.metrics().sum("tamperwatch_notification_accepted_timestamp_seconds", "receiver", receiver);
    }

    private int active() {
        return Api.on(port).json("/api/v2/alerts?active=true").size();
    }

    private Optional<JsonNode> page(String status) {
        pager.taken().stream()
                .flatMap(request -> stream(request.json().path("alerts")))
                .forEach(pages::add);
        return pages.stream()
                .filter(alert -> alert.path("status").asText().equals(status))
                .findFirst();
    }

    private static boolean isFiring(JsonNode alert) {
        return alert.path("status").asText().equals("firing");
    }

    private Optional<JsonNode> notice(String what) {
        webhook.taken().forEach(request -> notices.add(request.json()));
        return notices.stream()
                .filter(event -> event.path("type").asText().equals("io.tamperwatch.finding." + what))
                .findFirst();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
