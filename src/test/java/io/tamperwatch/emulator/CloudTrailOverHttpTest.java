package io.tamperwatch.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.InvalidMaxResultsException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.cloudtrail.model.Resource;

/** What the real SDK makes of the answers. */
class CloudTrailOverHttpTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Scope SCOPE = new Scope("111122223333", "us-east-1");

    private final TestingClock clock = new TestingClock(NOW);
    private AwsEmulator aws;
    private CloudTrailClient client;

    @BeforeEach
    void start() {
        aws = AwsEmulator.start(clock);
        client = client(aws.url(), AwsEmulator.ACCESS_KEY_ID);
    }

    @AfterEach
    void stop() {
        client.close();
        aws.close();
    }

    @Test
    void listensOnLoopbackBelowTheEphemeralPorts() {
        assertThat(aws.url().getHost()).isEqualTo("127.0.0.1");
        assertThat(aws.url().getPort()).isBetween(20_000, 32_000);
    }

    @Test
    void pagesThroughEventsOfOneSecond() {
        aws.lookupRate(Double.POSITIVE_INFINITY);
        IntStream.range(0, 120).forEach(i -> aws.history().add(TestingRecords.deletion("e" + i, NOW), NOW));

        List<String> seen = client
                .lookupEventsPaginator(request -> request.endTime(NOW)
                        .lookupAttributes(a -> a.attributeKey("EventName").attributeValue("DeleteSigningCertificate")))
                .events()
                .stream()
                .map(Event::eventId)
                .toList();

        assertThat(seen).hasSize(120).doesNotHaveDuplicates();
        assertThat(aws.requests().of(SCOPE, "LookupEvents")).hasSize(3);
    }

    @Test
    void listsEventsAsAwsWritesThem() {
        String record = TestingRecords.deletion("e1", NOW)
                .put("userAgent", "ü \"quoted\" \u0007")
                .toString();
        aws.history().add(TestingRecords.byService("e0", NOW.minusSeconds(1)), NOW);
        aws.history().add(TestingRecords.deletion("e1", NOW).put("userAgent", "ü \"quoted\" \u0007"), NOW);

        LookupEventsResponse response = client.lookupEvents(request -> {});

        assertThat(response.nextToken()).isNull();
        assertThat(response.events())
                .containsExactly(
                        Event.builder()
                                .eventId("e1")
                                .eventName("DeleteSigningCertificate")
                                .readOnly("false")
                                .accessKeyId("AKIA000000000EXAMPLE")
                                .eventTime(NOW)
                                .eventSource("iam.amazonaws.com")
                                .username("erin")
                                .resources(Resource.builder()
                                        .resourceType("AWS::IAM::User")
                                        .resourceName("payments")
                                        .build())
                                .cloudTrailEvent(record)
                                .build(),
                        Event.builder()
                                .eventId("e0")
                                .eventName("Decrypt")
                                .readOnly("true")
                                .eventTime(NOW.minusSeconds(1))
                                .eventSource("iam.amazonaws.com")
                                .resources(List.of())
                                .cloudTrailEvent(TestingRecords.byService("e0", NOW.minusSeconds(1))
                                        .toString())
                                .build());
    }

    @Test
    void includesBothEndsOfTheWindow() {
        IntStream.rangeClosed(-2, 2)
                .forEach(i -> aws.history().add(TestingRecords.deletion("e" + i, NOW.plusSeconds(i)), NOW));

        LookupEventsResponse response = client.lookupEvents(
                request -> request.startTime(NOW.minusSeconds(1)).endTime(NOW.plusSeconds(1)));

        assertThat(response.events()).extracting(Event::eventId).containsExactly("e1", "e0", "e-1");
    }

    @Test
    void throttlesWithStatus400() {
        client.lookupEvents(request -> {});
        client.lookupEvents(request -> {});

        assertThatThrownBy(() -> client.lookupEvents(request -> {}))
                .isInstanceOfSatisfying(AwsServiceException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
                    assertThat(e.isThrottlingException()).isTrue();
                });
        clock.advance(Duration.ofMillis(500));
        client.lookupEvents(request -> {});
        assertThat(aws.requests().of(SCOPE, "LookupEvents").stream()
                        .map(entry -> entry.status() + " at " + entry.request().at()))
                .containsExactly(
                        "200 at 2026-11-22T12:00:00Z",
                        "200 at 2026-11-22T12:00:00Z",
                        "400 at 2026-11-22T12:00:00Z",
                        "200 at 2026-11-22T12:00:00.500Z");
    }

    @Test
    void modelledErrorsArriveAsTheirExceptions() {
        assertThatThrownBy(() -> client.lookupEvents(request -> request.maxResults(51)))
                .isInstanceOf(InvalidMaxResultsException.class);
        assertThatThrownBy(() -> client.lookupEvents(request -> request.nextToken("x")))
                .isInstanceOf(InvalidNextTokenException.class);
    }

    @Test
    void refusesAnUnknownKey() {
        try (CloudTrailClient stranger = client(aws.url(), "AKIA000STRANGEXAMPLE")) {
            assertThatThrownBy(() -> stranger.lookupEvents(request -> {}))
                    .isInstanceOfSatisfying(
                            CloudTrailException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnrecognizedClientException"));
        }
    }

    @Test
    void refusesWhatTheCallerMayNotDo() {
        String arn = "arn:aws:iam::111122223333:user/tamperwatch";
        aws.rules().deny(arn, "cloudtrail:LookupEvents");

        assertThatThrownBy(() -> client.lookupEvents(request -> {}))
                .isInstanceOfSatisfying(CloudTrailException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("User: " + arn + " is not authorized to perform: cloudtrail:LookupEvents because"
                                    + " no identity-based policy allows the cloudtrail:LookupEvents action");
                });
        aws.rules().allow(arn, "cloudtrail:LookupEvents");
        assertThat(client.lookupEvents(request -> {}).events()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "throttled, 400, ThrottlingException",
        "internal, 500, InternalFailure",
        "unavailable, 503, ServiceUnavailable",
        "expired, 400, ExpiredTokenException",
        "denied, 400, AccessDeniedException"
    })
    void faultsArriveAsAwsWouldSendThem(String fault, int status, String code) {
        aws.fault(
                switch (fault) {
                    case "throttled" -> Fault.throttled();
                    case "internal" -> Fault.internalError();
                    case "unavailable" -> Fault.unavailable();
                    case "expired" -> Fault.expiredToken();
                    default -> Fault.denied("no");
                });

        assertThatThrownBy(() -> client.lookupEvents(request -> {}))
                .isInstanceOfSatisfying(CloudTrailException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(status);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                });
        aws.healthy();
        assertThat(client.lookupEvents(request -> {}).events()).isEmpty();
    }

    @Test
    void brokenConnectionsAndBodiesAreClientExceptions() {
        aws.history().add(TestingRecords.deletion("e1", NOW), NOW);

        for (Fault fault : List.of(new Fault.Truncated(), new Fault.Garbled(), new Fault.Dropped())) {
            aws.fault(fault);
            aws.lookupRate(2);
            assertThatThrownBy(() -> client.lookupEvents(request -> {}))
                    .as(fault.toString())
                    .isInstanceOf(SdkClientException.class);
        }
        aws.healthy();
        assertThat(client.lookupEvents(request -> {}).events()).hasSize(1);
    }

    @Test
    void aHookMaySpoilOneRequestOfMany() {
        aws.faults(request -> request.number() == 2 && request.operation().equals("LookupEvents")
                ? Optional.of(new Fault.Slow(Duration.ZERO))
                : Optional.empty());

        client.lookupEvents(request -> {});
        assertThat(client.lookupEvents(request -> {}).events()).isEmpty();
    }

    private static CloudTrailClient client(URI url, String accessKeyId) {
        return TestingClients.cloudTrail(url, TestingClients.longTerm(accessKeyId));
    }
}
