package io.tamperwatch.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.Fault;
import io.tamperwatch.event.Partition;
import io.tamperwatch.queue.EventQueue.Received;
import io.tamperwatch.queue.QueueSettings;
import io.tamperwatch.setting.InvalidSetting;
import io.tamperwatch.watch.LookupOutcome;
import io.tamperwatch.watch.LookupRequest;
import io.tamperwatch.watch.Reading;
import io.tamperwatch.watch.WatchKey;
import io.tamperwatch.watch.Window;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Answers that never come or do not end, over HTTP. */
class PunctualTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofMillis(1_000);
    private static final String LATE = "no whole answer within 1 s";

    /** No answer is short enough to end in time. */
    private static final Fault TRICKLED = new Fault.Trickled(Duration.ofMillis(100));

    private static final Map<String, String> SDK = Map.of(
            "aws.accessKeyId", AwsEmulator.ACCESS_KEY_ID,
            "aws.secretAccessKey", AwsEmulator.SECRET_ACCESS_KEY,
            "aws.region", "us-east-1");

    private final AwsEmulator aws = AwsEmulator.start(Clock.fixed(NOW, ZoneOffset.UTC));
    private final AwsClients clients = new AwsClients(
            AccountBook.fixed(() -> Map.of()),
            (account, action, allowed) -> {},
            new AwsSettings(PATIENCE),
            new ExecutionInterceptor() {});

    @BeforeEach
    void pointTheSdkAtTheEmulator() {
        SDK.forEach(System::setProperty);
        System.setProperty("aws.endpointUrl", aws.url().toString());
        aws.lookupRate(Double.POSITIVE_INFINITY);
        for (int i = 0; i < 10; i++) {
            aws.history()
                    .add(
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("eventID", "event-" + i)
                                    .put("eventName", "DeleteSigningCertificate")
                                    .put("eventTime", NOW.minusSeconds(60).toString())
                                    .put("recipientAccountId", AwsEmulator.ACCOUNT.id())
                                    .put("awsRegion", "us-east-1"),
                            NOW);
        }
    }

    @AfterEach
    void leaveNothingBehind() {
        clients.close();
        aws.close();
        SDK.keySet().forEach(System::clearProperty);
        System.clearProperty("aws.endpointUrl");
    }

    static Fault[] faults() {
        return new Fault[] {new Fault.Silent(), new Fault.Stalled(), TRICKLED};
    }

    @ParameterizedTest
    @MethodSource("faults")
    void givesUpWhatDoesNotEndAndReadsOnAfterwards(Fault fault) {
        aws.fault(fault);
        assertThat(lookup())
                .isInstanceOfSatisfying(
                        LookupOutcome.Unavailable.class,
                        unavailable -> assertThat(unavailable.message()).containsAnyOf(LATE, "Read timed out"));
        aws.healthy();
        assertThat(lookup())
                .isInstanceOfSatisfying(
                        LookupOutcome.Page.class,
                        page -> assertThat(page.events()).hasSize(10));
    }

    private LookupOutcome lookup() {
        return new CloudTrailEventSource(clients)
                .lookup(
                        new LookupRequest(
                                new WatchKey("default", "us-east-1"),
                                Reading.eventName("DeleteSigningCertificate"),
                                new Window(NOW.minusSeconds(3600), NOW),
                                null),
                        () -> {});
    }

    @Test
    void givesUpCallsThatAreMadeWithoutAClientOfTheSdk() {
        aws.fault(TRICKLED);
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> clients.signed()
                        .post(
                                SignedJson.Call.named(
                                        SignedJson.Service.in(Partition.AWS, "organizations", "us-east-1"),
                                        "AWSOrganizationsV20161128.ListRoots",
                                        SignedJson.body()),
                                clients.credentials("default")))
                .satisfies(e -> assertThat(LookupFailures.of(e)).isEqualTo(new LookupOutcome.Unavailable(LATE)));
    }

    @Test
    void givesUpAQueue() {
        SqsQueues queues = new SqsQueues(Clock.systemUTC(), PATIENCE);
        aws.queue().send("one message, longer than what comes in time");
        aws.fault(TRICKLED);
        assertThat(queues.receive(new QueueSettings(
                        "fast", aws.url() + "/111122223333/fast", Optional.of("us-east-1"), Duration.ofHours(1))))
                .isInstanceOfSatisfying(
                        Received.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(LATE));
        queues.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "11m", "soon"})
    void refusesATimeThatCannotBeMeant(String timeout) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> AwsSettings.of(() -> timeout))
                .withMessageStartingWith("tamperwatch.aws.timeout = \"" + timeout + "\" is not valid: a duration");
    }

    @Test
    void takesAMinuteUnlessTold() {
        assertThat(AwsSettings.of(() -> "60s")).isEqualTo(AwsSettings.USUAL);
    }
}
