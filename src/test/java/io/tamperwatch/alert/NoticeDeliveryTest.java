package io.tamperwatch.alert;

import static io.tamperwatch.alert.TestingFindings.NOON;
import static io.tamperwatch.alert.TestingFindings.finding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tamperwatch.emulator.TestingClock;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.setting.ExternalUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeDeliveryTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final TestingReceiver receiver = TestingReceiver.start();
    private final TestingClock clock = new TestingClock(NOON.plusSeconds(400));
    private final TestingNotifications store = new TestingNotifications(clock);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final NoticeDelivery delivery = delivery();

    @AfterEach
    void stop() {
        receiver.close();
    }

    private NoticeDelivery delivery() {
        NotificationMeters meters = new NotificationMeters(registry);
        WebhookSettings settings = new WebhookSettings(receiver.url(), SECRET, null);
        return new NoticeDelivery(
                new Receiver("webhook", "webhook", Post.toWebhook(settings), meters, new Random(1)),
                new Webhook(SECRET, ExternalUrl.of(Optional.of("https://watch.example.com"))),
                store,
                meters,
                clock,
                new Random(1));
    }

    private void detected(String id) {
        store.add(finding(id), finding(id).history().getLast());
    }

    @Test
    void tellsAChangeAsACloudEventWithoutTheRecord() {
        store.add(finding("e-1"), new HistoryEntry(NOON.plusSeconds(360), "acknowledged", "ruth", "mine"));
        delivery.deliver(() -> true);

        TestingReceiver.Request request = receiver.taken().getFirst();
        assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/cloudevents+json; charset=utf-8");
        JsonNode event = request.json();
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isEqualTo("prod/e-1/acknowledged/1772366760000");
        assertThat(event.path("source").asText()).isEqualTo("https://watch.example.com");
        assertThat(event.path("type").asText()).isEqualTo("io.tamperwatch.finding.acknowledged");
        assertThat(event.path("subject").asText()).isEqualTo("e-1");
        assertThat(event.path("time").asText()).isEqualTo("2026-03-01T12:06:00Z");
        assertThat(event.path("data").path("change").toString())
                .isEqualTo(
                        "{\"what\":\"acknowledged\",\"at\":\"2026-03-01T12:06:00Z\",\"who\":\"ruth\",\"note\":\"mine\"}");
        assertThat(event.path("data").path("finding").path("link").asText())
                .isEqualTo("https://watch.example.com/findings/e-1");
        assertThat(event.path("data")
                        .path("finding")
                        .path("target")
                        .path("certificateId")
                        .asText())
                .isEqualTo("CERT");
        assertThat(request.body()).doesNotContain("secret");
        assertThat(store.notices(false, 10)).isEmpty();
    }

    @Test
    void callsAFindingThatIsNewOpened() {
        detected("e-1");
        delivery.deliver(() -> true);
        assertThat(receiver.taken().getFirst().json().path("type").asText()).isEqualTo("io.tamperwatch.finding.opened");
    }

    @Test
    void losesNothingWhileTheReceiverIsAway() {
        detected("e-1");
        detected("e-2");
        detected("e-3");
        receiver.answer(500);
        delivery.deliver(() -> true);
        delivery.deliver(() -> true);
        assertThat(receiver.taken()).as("left alone after a failure").hasSize(1);
        receiver.answer(204);
        clock.advance(Duration.ofMinutes(1));
        delivery.deliver(() -> true);
        assertThat(receiver.taken())
                .extracting(request -> request.json().path("subject").asText())
                .containsExactlyInAnyOrder("e-1", "e-2", "e-3");
        assertThat(store.notices(false, 10)).isEmpty();
    }

    /** A long backlog outlasts a turn: what is left is another replica's to tell. */
    @Test
    void stopsWhenItsTurnIsOver() {
        for (int i = 0; i < 60; i++) {
            detected("e-" + i);
        }
        AtomicInteger turns = new AtomicInteger();
        delivery.deliver(() -> turns.incrementAndGet() == 1);
        assertThat(receiver.taken()).hasSize(50);
        assertThat(store.notices(false, 100)).hasSize(10);
    }

    @Test
    void aClockThatIsSetBackMakesNoWaitLonger() {
        clock.advance(Duration.ofHours(3));
        detected("e-1");
        receiver.answer(503);
        delivery.deliver(() -> true);
        clock.advance(Duration.ofHours(-2));
        detected("e-2");
        receiver.answer(204);
        delivery.deliver(() -> true);
        assertThat(receiver.taken())
                .extracting(request -> request.json().path("subject").asText())
                .contains("e-2");
    }

    @Test
    void aNoticeThatIsRefusedHoldsNobodyUpAndIsGivenUpInTheEnd() {
        detected("e-1");
        receiver.answer(400);
        for (int i = 0; i < 100; i++) {
            delivery.deliver(() -> true);
            clock.advance(Duration.ofHours(1));
        }
        assertThat(receiver.taken()).hasSize(NoticeDelivery.MOST_ATTEMPTS);
        assertThat(store.notices(true, 10)).singleElement().satisfies(notice -> {
            assertThat(notice.attempts()).isEqualTo(NoticeDelivery.MOST_ATTEMPTS);
            assertThat(notice.error()).isEqualTo("HTTP status 400");
        });
        receiver.answer(200);
        detected("e-2");
        delivery.deliver(() -> true);
        delivery.deliver(() -> true);
        assertThat(receiver.taken()).hasSize(1);
        assertThat(registry.get("tamperwatch.notices")
                        .tag("state", "given_up")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    /** Runs what the documentation tells receivers to do. */
    @ParameterizedTest
    @ValueSource(strings = {"bash", "python3"})
    void aReceiverCanCheckWhoWroteIt(String language, @TempDir Path directory) throws Exception {
        assumeTrue(isInstalled(language) && isInstalled("openssl"), "not installed: " + language + " or openssl");
        detected("e-1");
        delivery.deliver(() -> true);
        TestingReceiver.Request request = receiver.taken().getFirst();
        String timestamp = request.headers().getFirst(Webhook.TIMESTAMP);
        String signature = request.headers().getFirst(Webhook.SIGNATURE);
        Path script = Files.writeString(directory.resolve("check"), documented(language));

        assertThat(run(language, script, timestamp, signature, timestamp, request.body()))
                .isZero();
        assertThat(run(language, script, timestamp, signature, timestamp, request.body() + " "))
                .isNotZero();
        assertThat(run(language, script, timestamp + "0", signature, timestamp + "0", request.body()))
                .isNotZero();
        String muchLater = String.valueOf(Long.parseLong(timestamp) + 301);
        assertThat(run(language, script, timestamp, signature, muchLater, request.body()))
                .isNotZero();
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static String documented(String language) throws IOException {
        String fence = language.equals("bash") ? "bash" : "python";
        return Pattern.compile("```" + fence + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/push.md")))
                .results()
                .map((MatchResult code) -> code.group(1))
                .filter(code -> code.contains("SIGNATURE"))
                .findFirst()
                .orElseThrow();
    }

    private int run(String language, Path script, String timestamp, String signature, String now, String body)
            throws IOException, InterruptedException {
        Path file = Files.writeString(script.resolveSibling("body"), body);
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(language, script.toString())))
                .redirectInput(file.toFile())
                .redirectErrorStream(true);
        builder.environment().put("SECRET", SECRET);
        builder.environment().put("TIMESTAMP", timestamp);
        builder.environment().put("SIGNATURE", signature);
        builder.environment().put("NOW", now);
        Process process = builder.start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }
}
