package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.Call;
import io.tamperwatch.emulator.Caller;
import io.tamperwatch.emulator.HistoryEvent;
import io.tamperwatch.emulator.LookupQuery;
import io.tamperwatch.emulator.SampleCertificates;
import io.tamperwatch.emulator.Scope;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a finding made with a temporary key back to what issued the key, over the built product and through a restart. */
class SessionIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Instant STARTED = NOW.minusSeconds(600);
    private static final Scope HOME = new Scope(AwsEmulator.ACCOUNT.id(), "us-east-1");
    private static final String KEY = "ASIATRACEDTRACED1111";
    private static final String FIRST_KEY = "ASIAFIRSTFIRST111111";

    @TempDir
    static Path directory;

    @Test
    void tellsHowASessionBeganAndWhatElseItDid() {
        try (AwsEmulator aws = AwsEmulator.start(Clock.systemUTC())) {
            aws.lookupRate(Double.POSITIVE_INFINITY);
            aws.history().add(issuing("AssumeRole", KEY, STARTED, sessionOf("IAMUser", FIRST_KEY)), STARTED);
            aws.history()
                    .add(
                            issuing(
                                    "GetSessionToken",
                                    FIRST_KEY,
                                    STARTED.minusSeconds(60),
                                    sessionOf("IAMUser", "AKIA0000000000ERIN11")),
                            STARTED);
            String traced = delete(aws, KEY, "payments");
            String lost = delete(aws, "ASIALOSTLOSTLOST1111", "reports");
            Launch launch = Launch.watching(aws, directory).set("tamperwatch.poll.budget", "50");
            try (LaunchedService service = launch.start()) {
                service.until(
                        "both sessions looked for",
                        () -> !result(service, traced).equals("waiting")
                                && !result(service, lost).equals("waiting"));
                assertTraced(session(service, traced));
                JsonNode missing = session(service, lost);
                assertThat(missing.path("result").asText()).isEqualTo("not-found");
                assertThat(Instant.parse(missing.path("againAt").asText())).isAfter(Instant.now());
                assertThat(service.metrics().sum("tamperwatch_session_traces_total", "result", "traced"))
                        .isEqualTo(1);
                assertThat(service.metrics().sum("tamperwatch_session_traces_total", "result", "not_found"))
                        .isEqualTo(1);
            }
            try (LaunchedService again = launch.start()) {
                again.awaitPolls(1);
                assertTraced(session(again, traced));
                assertThat(again.metrics().sum("tamperwatch_session_traces_total", "result", "traced"))
                        .isZero();
            }
        }
    }

    private static void assertTraced(JsonNode session) {
        assertThat(session.path("result").asText()).isEqualTo("traced");
        assertThat(session.path("why").asText()).isEqualTo("The session began with a long-term access key.");
        assertThat(session.path("links"))
                .extracting(link -> link.path("eventName").asText())
                .containsExactly("AssumeRole", "GetSessionToken");
        assertThat(session.path("links"))
                .extracting(link -> link.path("accessKeyId").asText())
                .containsExactly(KEY, FIRST_KEY);
        assertThat(session.at("/activity/complete").asBoolean()).isTrue();
        assertThat(session.at("/activity/deeds"))
                .extracting(deed -> deed.path("eventName").asText() + " "
                        + deed.path("count").asInt())
                .contains("ListUsers 2");
    }

    private static String result(LaunchedService service, String id) {
        List<String> known = service.api().findingIds();
        return known.contains(id) ? session(service, id).path("result").asText() : "waiting";
    }

    private static JsonNode session(LaunchedService service, String id) {
        return service.api().json("/api/v1/findings/" + id).path("session");
    }

    /** A session of a role looks around and deletes a user's certificate. */
    private static String delete(AwsEmulator aws, String key, String user) {
        Caller admin = Caller.User.of(AwsEmulator.ACCOUNT, "erin", "AKIA0000000000ERIN11");
        Instant before = NOW.minusSeconds(86_400);
        aws.given(admin, "CreateUser", Map.of("UserName", user), before);
        Map<String, String> upload = Map.of(
                "UserName", user, "CertificateBody", SampleCertificates.all().getFirst());
        String certificate = aws.given(admin, "UploadSigningCertificate", upload, before)
                .at("/Certificate/CertificateId")
                .asText();
        Caller role = Caller.RoleSession.of(AwsEmulator.ACCOUNT, "ops", "night", key, STARTED);
        Call.Origin origin = Call.Origin.of("192.0.2.40", "aws-cli/2");
        aws.iam(Call.of(role, origin, NOW.minusSeconds(30)), "ListUsers", Map.of());
        aws.iam(Call.of(role, Call.Origin.of("192.0.2.40", "aws-cli/2"), NOW.minusSeconds(20)), "ListUsers", Map.of());
        Call deletion = Call.of(role, Call.Origin.of("192.0.2.40", "aws-cli/2"), NOW.minusSeconds(10));
        aws.iam(deletion, Records.CERTIFICATE, Map.of("UserName", user, "CertificateId", certificate));
        return aws.history().lookup(LookupQuery.of(HOME).with("AccessKeyId", key)).events().stream()
                .filter(event -> Records.CERTIFICATE.equals(event.eventName()))
                .map(HistoryEvent::eventId)
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode sessionOf(String type, String key) {
        return Answer.JSON
                .createObjectNode()
                .put("type", type)
                .put("userName", "erin")
                .put("accessKeyId", key);
    }

    private static ObjectNode issuing(String name, String key, Instant at, ObjectNode caller) {
        ObjectNode record = Answer.JSON
                .createObjectNode()
                .put("eventVersion", "1.11")
                .put("eventID", "issue-of-" + key)
                .put("eventTime", at.toString())
                .put("eventSource", "sts.amazonaws.com")
                .put("eventName", name)
                .put("awsRegion", "us-east-1")
                .put("readOnly", true)
                .put("recipientAccountId", AwsEmulator.ACCOUNT.id());
        record.set("userIdentity", caller);
        record.putObject("responseElements").putObject("credentials").put("accessKeyId", key);
        return record;
    }
}
