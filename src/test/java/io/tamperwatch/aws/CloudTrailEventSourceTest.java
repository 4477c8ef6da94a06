package io.tamperwatch.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.Fault;
import io.tamperwatch.watch.Departure;
import io.tamperwatch.watch.LookedUpEvent;
import io.tamperwatch.watch.LookupOutcome;
import io.tamperwatch.watch.LookupRequest;
import io.tamperwatch.watch.Reading;
import io.tamperwatch.watch.WatchKey;
import io.tamperwatch.watch.Window;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The real SDK over HTTP, against the emulator. */
class CloudTrailEventSourceTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final WatchKey WATCH = new WatchKey("default", "us-east-1");
    private static final Reading DELETIONS = Reading.eventName("DeleteSigningCertificate");
    private static final Window HOUR = new Window(NOW.minusSeconds(3600), NOW);
    private static final Departure AT_ONCE = () -> {};
    private static final Map<String, String> SDK = Map.of(
            "aws.accessKeyId", AwsEmulator.ACCESS_KEY_ID,
            "aws.secretAccessKey", AwsEmulator.SECRET_ACCESS_KEY,
            "aws.region", "us-east-1");

    private final AwsEmulator aws = AwsEmulator.start(Clock.fixed(NOW, ZoneOffset.UTC));
    private @Nullable AwsClients clients;

    @BeforeEach
    void pointTheSdkAtTheEmulator() {
        SDK.forEach(System::setProperty);
        System.setProperty("aws.endpointUrl", aws.url().toString());
        aws.lookupRate(Double.POSITIVE_INFINITY);
        clients = new AwsClients(() -> Map.of());
    }

    @AfterEach
    void leaveNothingBehind() {
        clients.close();
        aws.close();
        SDK.keySet().forEach(System::clearProperty);
        System.clearProperty("aws.endpointUrl");
    }

    @Test
    void readsEveryPageOfAWindow() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            ids.add("event-%03d".formatted(i));
            aws.history().add(deletion(ids.getLast(), NOW.minusSeconds(60)), NOW);
        }
        List<String> read = new ArrayList<>();
        @Nullable String token = null;
        int pages = 0;
        do {
            LookupOutcome.Page page = page(source().lookup(new LookupRequest(WATCH, DELETIONS, HOUR, token), AT_ONCE));
            page.events().stream().map(LookedUpEvent::eventId).forEach(read::add);
            token = page.nextToken();
            pages++;
        } while (token != null);
        assertThat(pages).isEqualTo(3);
        assertThat(read).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void handsTheRecordOnAsItIs() {
        ObjectNode record = deletion("event-1", NOW.minusSeconds(60));
        aws.history().add(record, NOW);
        LookupOutcome.Page page = page(lookup());
        assertThat(page.nextToken()).isNull();
        assertThat(page.events())
                .containsExactly(new LookedUpEvent(
                        "event-1", "DeleteSigningCertificate", NOW.minusSeconds(60), record.toString()));
    }

    @Test
    void findsNothingOfOtherNames() {
        aws.history().add(deletion("event-1", NOW.minusSeconds(60)).put("eventName", "DeleteUser"), NOW);
        assertThat(page(lookup()).events()).isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(Fault.throttled(), LookupOutcome.Throttled.class),
                fault(Fault.internalError(), LookupOutcome.Unavailable.class),
                fault(Fault.unavailable(), LookupOutcome.Unavailable.class),
                fault(new Fault.Truncated(), LookupOutcome.Unavailable.class),
                fault(new Fault.Garbled(), LookupOutcome.Unavailable.class),
                fault(new Fault.Dropped(), LookupOutcome.Unavailable.class),
                fault(Fault.expiredToken(), LookupOutcome.CredentialsUnusable.class),
                fault(refusal("UnrecognizedClientException"), LookupOutcome.CredentialsUnusable.class),
                fault(Fault.denied("User may not perform: cloudtrail:LookupEvents"), LookupOutcome.Denied.class),
                fault(refusal("AccessDeniedException"), LookupOutcome.Denied.class),
                fault(refusal("InvalidNextTokenException"), LookupOutcome.TokenRejected.class),
                fault(refusal("InvalidTimeRangeException"), LookupOutcome.Rejected.class),
                fault(new Fault.Refusal(429, "TooManyRequestsException", "slow down"), LookupOutcome.Throttled.class),
                fault(refusal("SomethingNew"), LookupOutcome.Rejected.class));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void tellsFailuresApartAndAsksOnlyOnce(Fault fault, Class<? extends LookupOutcome> expected) {
        aws.history().add(deletion("event-1", NOW.minusSeconds(60)), NOW);
        aws.fault(fault);
        assertThat(lookup()).isInstanceOf(expected);
        assertThat(aws.requests().total()).as("the SDK repeats nothing").isEqualTo(1);
    }

    @Test
    void refusesAnAnswerThatIsTooLargeAndReadsASmallerWindow() {
        String padding = "x".repeat(1 << 20);
        for (int i = 0; i < 34; i++) {
            ObjectNode record = deletion("event-" + i, NOW.minusSeconds(60 + 30 * i));
            record.putObject("requestParameters").put("userName", padding);
            aws.history().add(record, NOW);
        }
        assertThat(lookup()).isEqualTo(new LookupOutcome.TooLarge("the answer has more than 32 MB"));
        Window recent = new Window(NOW.minusSeconds(200), NOW);
        assertThat(page(source().lookup(new LookupRequest(WATCH, DELETIONS, recent, null), AT_ONCE))
                        .events())
                .hasSize(5)
                .allMatch(event -> event.record().contains(padding));
    }

    @Test
    void aNameThatDnsDoesNotKnowIsAnOutage() {
        System.setProperty("aws.endpointUrl", "http://cloudtrail.invalid:1");
        assertThat(lookup()).isInstanceOf(LookupOutcome.Unavailable.class);
    }

    @Test
    void recoversFromEveryFailure() {
        aws.history().add(deletion("event-1", NOW.minusSeconds(60)), NOW);
        aws.fault(new Fault.Dropped());
        assertThat(lookup()).isInstanceOf(LookupOutcome.Unavailable.class);
        aws.healthy();
        assertThat(page(lookup()).events()).hasSize(1);
    }

    @Test
    void saysThatThereAreNoUsableCredentials() {
        aws.accessKeys().revoke(AwsEmulator.ACCESS_KEY_ID);
        assertThat(lookup()).isInstanceOf(LookupOutcome.CredentialsUnusable.class);
    }

    @Test
    void sendsNothingBeforeItMayDepart() {
        LookupRequest request = new LookupRequest(WATCH, DELETIONS, HOUR, null);
        LookupOutcome seen =
                source().lookup(request, () -> aws.history().add(deletion("event-1", NOW.minusSeconds(60)), NOW));
        assertThat(page(seen).events()).extracting(LookedUpEvent::eventId).containsExactly("event-1");
    }

    @Test
    void doesNotDepartWhenTheProcessStops() {
        LookupRequest request = new LookupRequest(WATCH, DELETIONS, HOUR, null);
        LookupOutcome outcome = source().lookup(request, () -> {
            throw new InterruptedException();
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).isInstanceOf(LookupOutcome.Unavailable.class);
    }

    @Test
    void asksStsWhoseCredentialsTheseAre() {
        assertThat(clients.callerAccountId("default")).isEqualTo("111122223333");
    }

    private CloudTrailEventSource source() {
        return new CloudTrailEventSource(clients);
    }

    private LookupOutcome lookup() {
        return source().lookup(new LookupRequest(WATCH, DELETIONS, HOUR, null), AT_ONCE);
    }

    private static LookupOutcome.Page page(LookupOutcome outcome) {
        assertThat(outcome).isInstanceOf(LookupOutcome.Page.class);
        return (LookupOutcome.Page) outcome;
    }

    private static Fault refusal(String code) {
        return new Fault.Refusal(400, code, "refused for a test");
    }

    private static Arguments fault(Fault fault, Class<? extends LookupOutcome> expected) {
        return Arguments.of(fault, expected);
    }

    private static ObjectNode deletion(String id, Instant at) {
        ObjectNode record = JsonNodeFactory.instance
                .objectNode()
                .put("eventVersion", "1.11")
                .put("eventTime", at.toString())
                .put("eventSource", "iam.amazonaws.com")
                .put("eventName", "DeleteSigningCertificate")
                .put("awsRegion", "us-east-1")
                .put("eventID", id)
                .put("readOnly", false)
                .put("recipientAccountId", "111122223333");
        record.putObject("userIdentity").put("type", "IAMUser").put("userName", "erin");
        return record;
    }
}
