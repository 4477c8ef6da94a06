package io.tamperwatch.session;

import static io.tamperwatch.session.TestingSessionHistory.identity;
import static io.tamperwatch.session.TestingSessionHistory.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.event.Actor;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Knowledge;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.SessionTrace;
import io.tamperwatch.finding.SessionTrace.Activity;
import io.tamperwatch.finding.SessionTrace.Deed;
import io.tamperwatch.finding.SessionTrace.Link;
import io.tamperwatch.finding.SessionTrace.Result;
import io.tamperwatch.session.SessionHistory.By;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackTraceTest {

    private static final Instant NOON = Findings.NOON;
    private static final Instant SOON = NOON.plusSeconds(300);
    private static final Instant EVENING = NOON.plus(Duration.ofHours(8));
    private static final String KEY = Findings.KEY;
    private static final Finding FINDING = Findings.byRole();

    private final TestingSessionHistory history = new TestingSessionHistory();

    @Test
    void findsWhatIssuedTheKeyAndSaysEverythingOfIt() {
        ObjectNode asked = assumeRole(
                "a1", NOON.minusSeconds(600), identity("IAMUser", "AKIAEXAMPLE").put("userName", "alice"));
        history.issued("us-east-1", KEY, asked);

        SessionTrace trace = look(FINDING, EVENING);

        assertThat(trace)
                .isEqualTo(new SessionTrace(
                        Result.TRACED,
                        List.of(new Link(
                                KEY,
                                "a1",
                                "sts.amazonaws.com",
                                "AssumeRole",
                                NOON.minusSeconds(600),
                                "us-east-1",
                                new Actor("IAMUser", null, "alice", null, "AKIAEXAMPLE", null, null, null),
                                "192.0.2.40",
                                "aws-cli/2",
                                "arn:aws:iam::111122223333:role/ops",
                                "Mar 1, 2026, 1:00:00 PM")),
                        new Activity(NOON.minusSeconds(3600), NOON.plusSeconds(3600), 0, 0, true, List.of()),
                        "The session began with a long-term access key.",
                        EVENING,
                        1,
                        null));
    }

    @Test
    void climbsFromSessionToSession() {
        history.regions = List.of("us-east-1", "eu-west-1");
        history.issued(
                "eu-west-1", KEY, assumeRole("a1", NOON.minusSeconds(60), identity("AssumedRole", "ASIASECOND")));
        ObjectNode first = record(
                "a2", "sts.amazonaws.com", "AssumeRoleWithSAML", NOON.minusSeconds(900), identity("SAMLUser", null));
        history.issued("us-east-1", "ASIASECOND", first);

        SessionTrace trace = look(FINDING, EVENING);

        assertThat(trace.result()).isEqualTo(Result.TRACED);
        assertThat(trace.why()).isEqualTo("The session began with a sign-in at a SAML identity provider.");
        assertThat(trace.links()).extracting(Link::eventId).containsExactly("a1", "a2");
        assertThat(trace.links()).extracting(Link::region).containsExactly("eu-west-1", "us-east-1");
    }

    @ParameterizedTest
    @CsvSource({
        "AssumeRoleWithWebIdentity, WebIdentityUser, , TRACED, a sign-in at an OIDC identity provider",
        "AssumeRole, AWSService, , TRACED, an AWS service",
        "AssumeRole, AWSAccount, , TRACED, 'a caller in another account, whose own event history tells more'",
        "AssumeRole, Root, , TRACED, the root user's own credentials",
        "GetFederationToken, IAMUser, AKIAEXAMPLE, TRACED, a long-term access key",
        "AssumeRole, AssumedRole, , INCOMPLETE, "
    })
    void saysWithWhatASessionBegan(String event, String type, String key, Result result, String with) {
        ObjectNode issuing = record("a1", "sts.amazonaws.com", event, NOON.minusSeconds(60), identity(type, key));
        history.issued("us-east-1", KEY, issuing);

        SessionTrace trace = look(FINDING, EVENING);

        assertThat(trace.result()).isEqualTo(result);
        assertThat(trace.why())
                .isEqualTo(
                        with == null
                                ? "The last event does not say which key its caller used."
                                : "The session began with " + with + ".");
    }

    @Test
    void looksInTheRegionThatServedTheCallAboveToo() {
        ObjectNode served = assumeRole("a1", NOON.minusSeconds(60), identity("AssumedRole", "ASIASECOND"));
        served.putObject("additionalEventData").putObject("RequestDetails").put("awsServingRegion", "ap-southeast-2");
        history.issued("us-east-1", KEY, served);
        history.issued("ap-southeast-2", "ASIASECOND", assumeRole("a2", NOON.minusSeconds(90), identity("Root", null)));

        assertThat(look(FINDING, EVENING).links()).extracting(Link::eventId).containsExactly("a1", "a2");
    }

    @Test
    void asksNoHostThatARecordHasMadeUp() {
        ObjectNode served = assumeRole("a1", NOON.minusSeconds(60), identity("AssumedRole", "ASIASECOND"));
        served.putObject("additionalEventData").putObject("RequestDetails").put("awsServingRegion", "evil.example/x?");
        history.issued("us-east-1", KEY, served);

        look(FINDING, EVENING);

        assertThat(history.asked).extracting(SessionHistory.Question::region).containsOnly("us-east-1");
    }

    @Test
    void takesNoEventThatOnlyNamesTheKeyForTheOneThatIssuedIt() {
        history.put(
                "us-east-1",
                By.RESOURCE_NAME,
                KEY,
                record(
                        "x1",
                        "iam.amazonaws.com",
                        "GetAccessKeyLastUsed",
                        NOON.minusSeconds(9),
                        identity("IAMUser", "AKIAEXAMPLE")));
        ObjectNode refused = assumeRole("x2", NOON.minusSeconds(8), identity("IAMUser", "AKIAEXAMPLE"))
                .put("errorCode", "AccessDenied");
        history.issued("us-east-1", KEY, refused);

        assertThat(look(FINDING, EVENING).result()).isEqualTo(Result.NOT_FOUND);
    }

    @Test
    void findsTheSignInBehindAConsolesKey() {
        Finding inConsole = Findings.inConsole();
        ObjectNode alice =
                identity("IAMUser", null).put("userName", "alice").put("arn", "arn:aws:iam::111122223333:user/alice");
        ObjectNode bob = identity("IAMUser", null).put("arn", "arn:aws:iam::111122223333:user/bob");
        history.put(
                "us-east-1",
                By.USERNAME,
                "alice",
                record("s0", "signin.amazonaws.com", "ConsoleLogin", NOON.minusSeconds(603), bob));
        history.put(
                "us-east-1",
                By.USERNAME,
                "alice",
                record("s1", "signin.amazonaws.com", "ConsoleLogin", NOON.minusSeconds(602), alice.deepCopy()));
        history.put(
                "us-east-1",
                By.USERNAME,
                "alice",
                record("s2", "signin.amazonaws.com", "ConsoleLogin", NOON.minusSeconds(400), alice));

        SessionTrace trace = look(inConsole, EVENING);

        assertThat(trace.result()).isEqualTo(Result.TRACED);
        assertThat(trace.why()).isEqualTo("The session began with a sign-in to the AWS console.");
        assertThat(trace.links()).extracting(Link::eventId).containsExactly("s1");
    }

    @Test
    void saysWhyThereIsNothingAndWhenItIsLookedForAgain() {
        assertThat(look(FINDING, SOON).result()).isEqualTo(Result.NOT_FOUND);
        assertThat(look(FINDING, SOON).againAt()).isEqualTo(SOON.plusSeconds(300));

        history.failing.put("us-east-1", new SessionHistory.Denied());
        assertThat(look(FINDING, SOON).result()).isEqualTo(Result.DENIED);
        assertThat(look(FINDING, SOON).activity()).isNull();

        history.failing.put("us-east-1", new SessionHistory.Failed());
        assertThat(look(FINDING, SOON).result()).isEqualTo(Result.FAILED);

        history.failing.clear();
        Instant muchLater = NOON.plus(Duration.ofDays(90)).minusSeconds(60);
        assertThat(look(FINDING, muchLater).result()).isEqualTo(Result.OUT_OF_WINDOW);
        assertThat(look(FINDING, muchLater).againAt()).isNull();

        assertThat(look(Findings.of("renamed", FINDING.actor()), SOON))
                .extracting(SessionTrace::result, SessionTrace::againAt)
                .containsExactly(Result.FAILED, null);
    }

    @Test
    void neverTakesAFailureForNothingThere() {
        history.regions = List.of("us-east-1", "eu-west-1");
        history.failing.put("us-east-1", new SessionHistory.Failed());

        SessionTrace trace = look(FINDING, EVENING);

        assertThat(trace.result()).isEqualTo(Result.FAILED);
        assertThat(trace.activity()).extracting(Activity::complete).isEqualTo(false);
    }

    @Test
    void endsWithTheProcess() {
        history.failing.put("us-east-1", new SessionHistory.Stopped());
        assertThat(new BackTrace(history).look(FINDING, SOON)).isEmpty();
        assertThat(history.asked).hasSize(1);
    }

    @Test
    void doesNotFollowAChainForEver() {
        for (int i = 0; i < 9; i++) {
            String key = i == 0 ? KEY : "ASIAKEY" + i;
            history.issued(
                    "us-east-1",
                    key,
                    assumeRole("a" + i, NOON.minusSeconds(10L * i), identity("AssumedRole", "ASIAKEY" + (i + 1))));
        }
        SessionTrace trace = look(FINDING, EVENING);

        assertThat(trace.links()).hasSize(Climb.MOST_LINKS);
        assertThat(trace.result()).isEqualTo(Result.INCOMPLETE);
    }

    @Test
    void sumsUpWhatTheSessionDidAround() {
        history.regions = List.of("us-east-1", "eu-west-1");
        done("us-east-1", FINDING.id(), "DeleteSigningCertificate", NOON, null);
        done("us-east-1", "d1", "ListUsers", NOON.minusSeconds(30), null);
        done("us-east-1", "d2", "ListUsers", NOON.minusSeconds(10), null);
        done("us-east-1", "d2", "ListUsers", NOON.minusSeconds(10), null);
        done("us-east-1", "d3", "CreateUser", NOON.plusSeconds(5), "AccessDenied");
        done("eu-west-1", "d4", "StopLogging", NOON.plusSeconds(6), "TrailNotFoundException");
        done("us-east-1", "d5", "ListRoles", NOON.minusSeconds(3601), null);

        Activity activity = look(FINDING, EVENING).activity();

        assertThat(activity)
                .isEqualTo(new Activity(
                        NOON.minusSeconds(3600),
                        NOON.plusSeconds(3600),
                        4,
                        2,
                        true,
                        List.of(
                                deed(
                                        "StopLogging",
                                        "eu-west-1",
                                        Outcome.FAILED,
                                        "TrailNotFoundException",
                                        1,
                                        NOON.plusSeconds(6),
                                        NOON.plusSeconds(6)),
                                deed(
                                        "CreateUser",
                                        "us-east-1",
                                        Outcome.DENIED,
                                        "AccessDenied",
                                        1,
                                        NOON.plusSeconds(5),
                                        NOON.plusSeconds(5)),
                                deed(
                                        "ListUsers",
                                        "us-east-1",
                                        Outcome.SUCCEEDED,
                                        null,
                                        2,
                                        NOON.minusSeconds(30),
                                        NOON.minusSeconds(10)))));
        history.cut = true;
        assertThat(look(FINDING, EVENING).activity())
                .extracting(Activity::complete)
                .isEqualTo(false);
    }

    @Test
    void looksOnceMoreAtWhatWasDoneWhenTheHourIsOverAndKeepsWhatIsTraced() {
        history.issued("us-east-1", KEY, assumeRole("a1", NOON.minusSeconds(600), identity("IAMUser", "AKIAEXAMPLE")));
        SessionTrace first = look(FINDING, SOON);
        assertThat(first.againAt()).isEqualTo(NOON.plus(Duration.ofMinutes(75)));
        assertThat(first.activity().until()).isEqualTo(SOON);

        history.asked.clear();
        SessionTrace second = look(FINDING.knowing(Knowledge.NONE.with(first)), first.againAt());

        assertThat(history.asked).extracting(SessionHistory.Question::by).containsExactly(By.ACCESS_KEY_ID);
        assertThat(second.links()).isEqualTo(first.links());
        assertThat(second.activity().until()).isEqualTo(NOON.plusSeconds(3600));
        assertThat(second.looks()).isEqualTo(2);
        assertThat(second.againAt()).isNull();
    }

    @Test
    void losesPatienceInTheEnd() {
        Finding finding = FINDING;
        Instant now = SOON;
        for (Duration wait : List.of(
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                Duration.ofHours(1),
                Duration.ofHours(6),
                Duration.ofHours(24))) {
            SessionTrace trace = look(finding, now);
            assertThat(trace.againAt()).isEqualTo(now.plus(wait));
            finding = finding.knowing(Knowledge.NONE.with(trace));
            now = trace.againAt();
        }
        assertThat(look(finding, now).againAt()).isNull();
    }

    private SessionTrace look(Finding finding, Instant now) {
        return new BackTrace(history).look(finding, now).orElseThrow();
    }

    private static ObjectNode assumeRole(String id, Instant at, ObjectNode caller) {
        return record(id, "sts.amazonaws.com", "AssumeRole", at, caller);
    }

    private void done(String region, String id, String name, Instant at, String errorCode) {
        ObjectNode record = record(id, "iam.amazonaws.com", name, at, identity("AssumedRole", KEY));
        if (errorCode != null) {
            record.put("errorCode", errorCode);
        }
        history.put(region, By.ACCESS_KEY_ID, KEY, record);
    }

    private static Deed deed(
            String name, String region, Outcome outcome, String code, int count, Instant first, Instant last) {
        return new Deed("iam.amazonaws.com", name, region, outcome, code, count, first, last);
    }
}
