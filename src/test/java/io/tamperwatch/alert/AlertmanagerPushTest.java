package io.tamperwatch.alert;

import static io.tamperwatch.alert.TestingFindings.DETECTION;
import static io.tamperwatch.alert.TestingFindings.NOON;
import static io.tamperwatch.alert.TestingFindings.finding;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.emulator.TestingClock;
import io.tamperwatch.finding.Move;
import io.tamperwatch.setting.ExternalUrl;
import io.tamperwatch.watch.AwsTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertmanagerPushTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST = 4;

    private final TestingReceiver alertmanager = TestingReceiver.start();
    private final TestingClock clock = new TestingClock(NOON.plusSeconds(301));
    private final TestingFindings findings = new TestingFindings();
    private final TestingNotifications told = new TestingNotifications(clock);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private AwsTime.@Nullable Comparison compared;
    private AlertmanagerPush push = restarted();

    @AfterEach
    void stop() {
        alertmanager.close();
    }

    private AlertmanagerPush restarted() {
        AlertmanagerSettings settings = new AlertmanagerSettings(
                List.of(alertmanager.url()),
                Set.of(Severity.CRITICAL, Severity.HIGH),
                MINUTE,
                MOST,
                "Bearer hush",
                null);
        AlertBodies bodies =
                new AlertBodies(Catalogue.builtIn(), ExternalUrl.of(Optional.of("https://watch.example.com")));
        Receiver receiver = new Receiver(
                "alertmanager-1",
                alertmanager.url().toString(),
                Post.toAlertmanager(settings, 0),
                new NotificationMeters(registry),
                new Random(1));
        return new AlertmanagerPush(
                receiver,
                settings,
                new WantedAlerts(findings, Catalogue.builtIn(), settings, bodies),
                bodies,
                findings,
                told,
                () -> Optional.ofNullable(compared),
                clock);
    }

    /** The alerts that came since the last time, by finding: how many seconds from now each ends. */
    private Map<String, Long> taken() {
        Map<String, Long> ends = new TreeMap<>();
        for (TestingReceiver.Request request : alertmanager.taken()) {
            for (JsonNode alert : request.json()) {
                ends.put(
                        alert.path("labels").path("finding").asText(),
                        Duration.between(
                                        clock.instant(),
                                        Instant.parse(alert.path("endsAt").asText()))
                                .toSeconds());
            }
        }
        return ends;
    }

    @Test
    void tellsWhatSomebodyOnCallNeedsAndNothingThatTheRecordCouldMisuse() {
        findings.add(finding(
                "e-1",
                DETECTION,
                Severity.HIGH,
                "arn:aws:sts::111122223333:assumed-role/x/{{ .Labels }}<!channel> @here [a](https://evil.example)\n"
                        + "\u202Egod"
                        + "x".repeat(500)));
        push.push();

        TestingReceiver.Request request = alertmanager.taken().getFirst();
        assertThat(request.path()).isEqualTo("/api/v2/alerts");
        assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer hush");
        JsonNode alert = request.json().get(0);
        assertThat(alert.path("labels").toString())
                .isEqualTo("{\"alertname\":\"TamperwatchFinding\",\"detection\":\"" + DETECTION
                        + "\",\"severity\":\"high\",\"account\":\"prod\",\"finding\":\"e-1\"}");
        assertThat(alert.path("startsAt").asText()).isEqualTo("2026-03-01T12:05:00Z");
        assertThat(alert.path("endsAt").asText()).isEqualTo("2026-03-01T12:20:01Z");
        assertThat(alert.path("generatorURL").asText()).isEqualTo("https://watch.example.com/findings/e-1");
        JsonNode annotations = alert.path("annotations");
        assertThat(annotations.path("link").asText()).isEqualTo("https://watch.example.com/findings/e-1");
        assertThat(annotations.path("target").asText()).isEqualTo("bob, CERT");
        assertThat(annotations.path("actor").asText())
                .startsWith("arn:aws:sts::111122223333:assumed-role/x/?? .Labels ????channel? ?here ?a?(https:"
                        + " //evil.example)")
                .doesNotContain("\n", "\u202E", "://", "{", "<", "@here")
                .hasSizeLessThan(210)
                .endsWith("...");
        assertThat(request.body()).doesNotContain("secret");
    }

    /** By Alertmanager's clock an alert whose end has passed is over. */
    @Test
    void aClockThatIsBehindEndsNoAlertThatFires() {
        compared = new AwsTime.Comparison(Duration.ofHours(-1), clock.instant());
        findings.add(finding("e-1"));
        push.push();
        assertThat(taken()).isEqualTo(Map.of("e-1", 3600 + 900L));
    }

    @Test
    void aClockThatIsAheadStartsNoAlertInTheFuture() {
        compared = new AwsTime.Comparison(Duration.ofHours(1), clock.instant());
        findings.add(finding("e-1"));
        push.push();
        JsonNode alert = alertmanager.taken().getFirst().json().get(0);
        assertThat(alert.path("startsAt").asText()).isEqualTo("2026-03-01T11:05:01Z");
        assertThat(alert.path("endsAt").asText()).isEqualTo("2026-03-01T12:20:01Z");
    }

    @Test
    void aClockThatIsSetBackPutsNothingOff() {
        findings.add(finding("e-1"));
        push.push();
        assertThat(taken()).hasSize(1);
        clock.advance(Duration.ofMinutes(-30));
        push.push();
        assertThat(taken()).isEqualTo(Map.of("e-1", 900L));
    }

    @Test
    void sendsAgainEveryIntervalAndWhatIsNewAtOnce() {
        findings.add(finding("e-1"));
        push.push();
        assertThat(taken()).isEqualTo(Map.of("e-1", 900L));
        clock.advance(Duration.ofSeconds(30));
        push.push();
        assertThat(taken()).as("nothing has changed").isEmpty();
        findings.add(finding("e-2"));
        push.push();
        assertThat(taken()).isEqualTo(Map.of("e-1", 900L, "e-2", 900L));
        clock.advance(MINUTE);
        push.push();
        assertThat(taken()).isEqualTo(Map.of("e-1", 900L, "e-2", 900L));
    }

    @Test
    void tellsAtOnceWhenOneHasGoneAndAnotherHasCome() {
        findings.add(finding("e-1"));
        push.push();
        taken();
        clock.advance(Duration.ofSeconds(3));
        findings.move("e-1", Move.RESOLVE, clock.instant());
        findings.add(finding("e-2"));
        push.push();
        assertThat(taken()).isEqualTo(Map.of("e-1", 0L, "e-2", 900L));
    }

    @Test
    void isOverOnceSomebodyHasItAlsoAfterARestart() {
        findings.add(finding("e-1"));
        findings.add(finding("e-2"));
        push.push();
        taken();
        findings.move("e-1", Move.ACKNOWLEDGE, clock.instant());
        push = restarted();
        push.push();
        assertThat(taken()).isEqualTo(Map.of("e-1", 0L, "e-2", 900L));
        clock.advance(MINUTE);
        push.push();
        assertThat(taken()).as("told once").isEqualTo(Map.of("e-2", 900L));
    }

    @Test
    void firesAgainWhenItIsReopened() {
        findings.add(finding("e-1"));
        push.push();
        findings.move("e-1", Move.RESOLVE, clock.instant());
        push.push();
        taken();
        clock.advance(MINUTE);
        findings.move("e-1", Move.REOPEN, clock.instant());
        push.push();
        JsonNode alert = alertmanager.taken().getFirst().json().get(0);
        assertThat(alert.path("startsAt").asText()).isEqualTo(clock.instant().toString());
    }

    @Test
    void leavesOutWhatNobodyWantsToBeCalledFor() {
        findings.add(finding("e-1", DETECTION, Severity.LOW, "alice"));
        push.push();
        assertThat(taken()).isEmpty();
    }

    @Test
    void anAlertOfAnotherSeverityIsAnotherAlert() {
        findings.add(finding("e-1"));
        push.push();
        taken();
        findings.add(finding("e-1", DETECTION, Severity.CRITICAL, "alice"));
        push.push();
        List<JsonNode> alerts = alertmanager.taken().stream()
                .map(request -> request.json().get(0))
                .toList();
        assertThat(alerts)
                .extracting(alert -> alert.path("labels").path("severity").asText())
                .containsExactly("critical", "high");
        assertThat(alerts.get(1).path("endsAt").asText())
                .isEqualTo(clock.instant().toString());
    }

    @Test
    void losesNothingWhileItIsAwayAndLeavesItAlone() {
        alertmanager.answer(503);
        findings.add(finding("e-1"));
        push.push();
        push.push();
        assertThat(alertmanager.taken()).as("left alone after a failure").hasSize(1);
        clock.advance(Duration.ofSeconds(5));
        push.push();
        assertThat(alertmanager.taken()).hasSize(1);
        findings.move("e-1", Move.ACKNOWLEDGE, clock.instant());
        alertmanager.answer(200);
        clock.advance(MINUTE);
        push.push();
        assertThat(taken()).as("it may have been told before it failed").isEqualTo(Map.of("e-1", 0L));
        assertThat(registry.get("tamperwatch.notification.attempts")
                        .tags("receiver", "alertmanager-1", "result", "unavailable")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void followsNoRedirect() {
        alertmanager.answer(307);
        findings.add(finding("e-1"));
        push.push();
        assertThat(registry.get("tamperwatch.notification.attempts")
                        .tags("receiver", "alertmanager-1", "result", "refused")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void groupsAFloodAndSaysHowMany() {
        IntStream.rangeClosed(1, 2).forEach(i -> findings.add(finding("e-" + i)));
        push.push();
        taken();
        IntStream.rangeClosed(3, 100).forEach(i -> findings.add(finding("e-" + i)));
        push.push();
        List<JsonNode> alerts = alerts();
        assertThat(alerts)
                .extracting(alert -> alert.path("labels").path("finding").asText())
                .containsExactly("e-1", "e-2", "many");
        assertThat(alerts.get(2).path("annotations").path("summary").asText()).startsWith("100 open findings: ");
        assertThat(alerts.get(2).path("annotations").path("description").asText())
                .contains("98 of 100");

        IntStream.rangeClosed(1, 97).forEach(i -> findings.move("e-" + i, Move.RESOLVE, clock.instant()));
        push.push();
        assertThat(taken())
                .as("3 are more than half of %d", MOST)
                .isEqualTo(Map.of("e-1", 0L, "e-2", 0L, "many", 900L));
        findings.move("e-98", Move.RESOLVE, clock.instant());
        push.push();
        assertThat(taken()).isEqualTo(Map.of("e-99", 900L, "e-100", 900L, "many", 0L));
    }

    private List<JsonNode> alerts() {
        return alertmanager.taken().stream()
                .flatMap(request -> IntStream.range(0, request.json().size())
                        .mapToObj(i -> request.json().get(i)))
                .toList();
    }

    @Test
    void staysBoundedHoweverManyAreOpen() {
        for (int i = 0; i < 3_000; i++) {
            findings.add(finding("e-" + i, "detection-" + i % 1_000, Severity.HIGH, "alice"));
        }
        push.push();
        assertThat(alerts()).hasSizeBetween(2_000, 2_500);
    }

    @Test
    void oneReplicaTellsAndAnotherGoesOnWhenItIsGone() {
        Turn one = new Turn(told, "one", clock);
        TestingClock ahead = new TestingClock(clock.instant().plus(Duration.ofHours(1)));
        Turn other = new Turn(told, "other", ahead);
        assertThat(one.take()).isTrue();
        assertThat(other.take()).isFalse();
        clock.advance(Duration.ofSeconds(30));
        assertThat(one.take()).isTrue();
        clock.advance(Duration.ofSeconds(45));
        assertThat(other.take()).isFalse();
        clock.advance(Duration.ofSeconds(45));
        assertThat(other.take()).isTrue();
        assertThat(one.take()).isFalse();
    }

    @Test
    void keepsAnAddressWithAPath() {
        AlertmanagerSettings settings = new AlertmanagerSettings(
                List.of(URI.create(alertmanager.url() + "/alertmanager/")), Set.of(), MINUTE, MOST, null, null);
        try (Post post = Post.toAlertmanager(settings, 0)) {
            assertThat(post.send(new byte[0], Map.of())).isEqualTo(new Answer.Accepted());
        }
        assertThat(alertmanager.taken().getFirst().path()).isEqualTo("/alertmanager/api/v2/alerts");
    }
}
