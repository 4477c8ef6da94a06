package io.tamperwatch.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoryTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Scope SCOPE = new Scope("111122223333", "us-east-1");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestingClock clock = new TestingClock(START);
    private final AwsEmulator aws = AwsEmulator.start(clock);

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void beginsWithAQuietWeekAndARotationThreeDaysAgo() {
        new Story(aws, clock, this::unwanted).prepare();

        assertThat(changes())
                .containsExactly(
                        "2026-11-19T09:00:40Z assumed-role/identity-admin/sam.okafor UploadSigningCertificate"
                                + " ledger-sync",
                        "2026-11-19T09:31:40Z assumed-role/identity-admin/sam.okafor DeleteSigningCertificate"
                                + " ledger-sync");
        assertThat(count("true")).isEqualTo(36);
    }

    @Test
    void everySessionHasAnEventThatIssuedItsKey() {
        play(Duration.ofMinutes(3));

        List<String> used = records(aws)
                .map(record -> record.at("/userIdentity/accessKeyId").asText())
                .filter(key -> key.startsWith("ASIA"))
                .distinct()
                .toList();
        assertThat(used)
                .hasSizeGreaterThan(8)
                .allSatisfy(key -> assertThat(aws.history()
                                .lookup(LookupQuery.of(SCOPE).with("ResourceName", key))
                                .events())
                        .singleElement()
                        .satisfies(event -> assertThat(json(event.record())
                                        .at("/responseElements/credentials/accessKeyId")
                                        .asText())
                                .isEqualTo(key)));
    }

    @Test
    void hasTheSamePastWhenItStartsAgainOnTheSameDay() {
        new Story(aws, clock, this::unwanted).prepare();
        clock.advance(Duration.ofHours(3));
        try (AwsEmulator again = AwsEmulator.start(clock)) {
            new Story(again, clock, this::unwanted).prepare();

            assertThat(eventIds(again)).isEqualTo(eventIds(aws));
        }
    }

    @Test
    void unfoldsInTheFirstMinutes() {
        play(Duration.ofMinutes(3));

        assertThat(changes().stream().skip(2))
                .containsExactly(
                        "2026-11-22T12:00:10Z assumed-role/ci-terraform/audience-rotation"
                                + " AddClientIDToOpenIDConnectProvider deploy-2",
                        "2026-11-22T12:00:11Z assumed-role/ci-terraform/audience-rotation"
                                + " RemoveClientIDFromOpenIDConnectProvider deploy-1",
                        "2026-11-22T12:00:30Z user/dana.keller RemoveClientIDFromOpenIDConnectProvider AccessDenied",
                        "2026-11-22T12:00:34Z user/dana.keller DeleteSigningCertificate payments-batch",
                        "2026-11-22T12:01:00Z assumed-role/identity-admin/sam.okafor DeleteSigningCertificate"
                                + " lee.moreau",
                        "2026-11-22T12:01:00Z assumed-role/identity-admin/sam.okafor DeleteUser lee.moreau");
    }

    @Test
    void anAudienceRemovedAfterNinetySecondsIsSeenTwoMinutesLater() {
        play(Duration.ofSeconds(209));
        assertThat(changes()).noneMatch(change -> change.endsWith("mobile-app"));

        clock.advance(Duration.ofSeconds(1));

        assertThat(changes())
                .contains("2026-11-22T12:01:30Z user/ops.ito RemoveClientIDFromOpenIDConnectProvider mobile-app");
    }

    @Test
    void theIntruderUsesALongTermKeyWithoutMfaFromElsewhere() {
        play(Duration.ofMinutes(3));

        JsonNode record = records(aws)
                .filter(each -> each.at("/requestParameters/userName").asText().equals("payments-batch"))
                .filter(each -> each.path("eventName").asText().equals("DeleteSigningCertificate"))
                .findFirst()
                .orElseThrow();
        assertThat(record.path("sourceIPAddress").asText()).isEqualTo("203.0.113.66");
        assertThat(record.at("/userIdentity/type").asText()).isEqualTo("IAMUser");
        assertThat(record.at("/userIdentity/accessKeyId").asText()).startsWith("AKIA");
        assertThat(record.path("userIdentity").has("sessionContext")).isFalse();
    }

    @Test
    void everyRoundDoesTheSameDamage() {
        play(Story.ROUND.multipliedBy(4));

        for (String target : List.of("payments-batch", "lee.moreau", "mobile-app")) {
            assertThat(changes().stream()
                            .filter(change -> change.contains("Delete") || change.contains("Remove"))
                            .filter(change ->
                                    change.endsWith("Certificate " + target) || change.endsWith("Provider " + target)))
                    .as(target)
                    .hasSize(4);
        }
        assertThat(changes().stream().filter(change -> change.endsWith("AccessDenied")))
                .hasSize(4);
    }

    @Test
    void goesOnWhenASpectatorChangesTheScenery() {
        Story story = lasting(Duration.ofMinutes(3));
        story.prepare();
        Call call = Cast.ADMINISTRATOR.call(START, Ids.uuid());
        aws.iam(call, "DeleteOpenIDConnectProvider", Map.of("OpenIDConnectProviderArn", Story.provider()));

        run(story);

        assertThat(changes()).contains("2026-11-22T12:00:34Z user/dana.keller DeleteSigningCertificate payments-batch");
    }

    private void play(Duration time) {
        Story story = lasting(time);
        story.prepare();
        run(story);
    }

    private Story lasting(Duration time) {
        return new Story(aws, clock, duration -> waitUntil(START.plus(time), duration));
    }

    private static void run(Story story) {
        try {
            story.play();
        } catch (InterruptedException ended) {
            assertThat(ended).hasMessage("the end");
        }
    }

    private void waitUntil(Instant end, Duration duration) throws InterruptedException {
        Duration left = Duration.between(clock.instant(), end);
        if (duration.compareTo(left) > 0) {
            clock.advance(left);
            throw new InterruptedException("the end");
        }
        clock.advance(duration);
    }

    private void unwanted(Duration duration) {
        throw new AssertionError("preparing does not wait " + duration);
    }

    /** The writes that can be seen, oldest first. */
    private List<String> changes() {
        return records(aws)
                .filter(record -> !record.path("readOnly").asBoolean())
                .map(StoryTest::told)
                .toList();
    }

    private static String told(JsonNode record) {
        String arn = record.at("/userIdentity/arn").asText();
        JsonNode asked = record.path("requestParameters");
        String target = asked.has("clientID")
                ? asked.get("clientID").asText()
                : asked.path("userName").asText();
        return String.join(
                " ",
                record.path("eventTime").asText(),
                arn.substring(arn.lastIndexOf(':') + 1),
                record.path("eventName").asText(),
                record.path("errorCode").asText(target));
    }

    private static List<String> eventIds(AwsEmulator aws) {
        return records(aws).map(record -> record.path("eventID").asText()).toList();
    }

    private int count(String readOnly) {
        return aws.history()
                .lookup(LookupQuery.of(SCOPE).with("ReadOnly", readOnly))
                .events()
                .size();
    }

    private static Stream<JsonNode> records(AwsEmulator aws) {
        LookupQuery all = LookupQuery.of(SCOPE);
        Stream<HistoryEvent> events = Stream.iterate(
                        aws.history().lookup(all),
                        page -> page != null,
                        page -> page.nextToken() == null ? null : aws.history().lookup(all.after(page.nextToken())))
                .flatMap(page -> page.events().stream());
        return events.toList().reversed().stream().map(event -> json(event.record()));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
