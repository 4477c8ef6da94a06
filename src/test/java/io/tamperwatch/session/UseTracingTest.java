package io.tamperwatch.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.event.Actor;
import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Impact;
import io.tamperwatch.finding.Impact.BlastRadius;
import io.tamperwatch.finding.Target;
import io.tamperwatch.finding.WebIdentityUse;
import io.tamperwatch.finding.WebIdentityUse.OfRole;
import io.tamperwatch.session.SessionHistory.By;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UseTracingTest {

    private static final Instant NOON = Findings.NOON;
    private static final Instant NOW = NOON.plusSeconds(1800);
    private static final String PROVIDER = "arn:aws:iam::111122223333:oidc-provider/login.example.com";
    private static final String CHECKOUT = "arn:aws:iam::111122223333:role/checkout";
    private static final String SUPPORT = "arn:aws:iam::111122223333:role/support";
    private static final String OTHER = "arn:aws:iam::111122223333:role/other";

    private final TestingSessionHistory history = new TestingSessionHistory();
    private final TestingLessons store = new TestingLessons(removal());
    private final UseTracing tracing = new UseTracing(store, history, Clock.fixed(NOW, ZoneOffset.UTC));
    private int events;

    @Test
    void tellsWhoGotWhichRoleAndWhoseTokensAreRefused() {
        history.regions = List.of("us-east-1", "eu-west-1");
        got("us-east-1", CHECKOUT, "mobile-app", "user-1", Duration.ofDays(-40));
        got("us-east-1", CHECKOUT, "mobile-app", "user-2", Duration.ofMinutes(-10));
        got("eu-west-1", SUPPORT, "mobile-app", "user-3", Duration.ofDays(-2));
        got("us-east-1", OTHER, "partner-portal", "user-4", Duration.ofMinutes(-5));
        refused("eu-west-1", CHECKOUT, PROVIDER + ":mobile-app:user-1", Duration.ofMinutes(5));
        refused("eu-west-1", CHECKOUT, null, Duration.ofMinutes(6));
        refused("eu-west-1", SUPPORT, null, Duration.ofMinutes(-6));
        refused("eu-west-1", SUPPORT, PROVIDER + ":partner-portal:user-4", Duration.ofMinutes(6));

        assertThat(tracing.look(store.finding)).isTrue();

        WebIdentityUse use = store.finding.knowledge().use();
        assertThat(use.roles())
                .containsExactlyInAnyOrder(
                        new OfRole(CHECKOUT, List.of("user-2", "user-1"), NOON.minusSeconds(600), 2),
                        new OfRole(SUPPORT, List.of("user-3"), NOON.minus(Duration.ofDays(2)), 0));
        assertThat(use.usage())
                .isEqualTo(new Impact.Usage(
                        List.of("us-east-1", "eu-west-1", "eu-central-1"),
                        NOON.minus(Duration.ofDays(90)).plusSeconds(1800),
                        NOW,
                        1,
                        1,
                        8,
                        2,
                        "Of the 90 days before the event, all was looked at, in 3 Regions: 2 roles were seen being"
                                + " assumed. Of the time since, all was looked at: 2 refused tokens were seen, for 1"
                                + " roles."));
        BlastRadius radius = store.finding.knowledge().impact().blastRadius();
        assertThat(radius.broken()).isEqualTo(1);
        assertThat(radius.usage()).isEqualTo(use.usage());
        assertThat(radius.roles().getFirst().seenSubjects()).containsExactly("user-2", "user-1");
        assertThat(radius.roles().getFirst().failures()).isEqualTo(2);
        assertThat(radius.inWords()).startsWith("Told. Of the 90 days");
        assertThat(store.finding.history())
                .endsWith(new HistoryEntry(
                        NOW, "tokens refused", null, "Tokens are refused for 1 of the roles since the event."));
        assertThat(store.againAt).isEqualTo(NOW.plusSeconds(300));
    }

    @Test
    void looksWhereTheRolesWereUsed() {
        tracing.look(store.finding);
        assertThat(history.asked).extracting(SessionHistory.Question::region).containsOnly("us-east-1", "eu-central-1");
    }

    @Test
    void takesNoRefusalSeenForUnknown() {
        tracing.look(store.finding);

        BlastRadius radius = store.finding.knowledge().impact().blastRadius();
        assertThat(radius.broken()).isNull();
        assertThat(radius.inWords())
                .endsWith("no refused token was seen, which does not mean that none was or will be.");
        assertThat(store.finding.history()).isEqualTo(removal().history());
    }

    @Test
    void tellsHowMuchOfTheTimeItLookedAt() {
        history.regions = List.of("eu-central-1");
        history.cutsAfter = 10;
        IntStream.range(0, 20)
                .forEach(i -> got("eu-central-1", CHECKOUT, "mobile-app", "u" + i, Duration.ofDays(-8 - i)));

        tracing.look(store.finding);

        Impact.Usage usage = store.finding.knowledge().use().usage();
        assertThat(usage.share()).isCloseTo((17.0 + 90) / 180, Offset.offset(0.01));
        assertThat(usage.shareSince()).isEqualTo(1);
        assertThat(usage.why()).contains("59 % was looked at");
    }

    @Test
    void readsWhatWasBeforeOnceAndWhatIsSinceAgain() {
        got("us-east-1", CHECKOUT, "mobile-app", "user-1", Duration.ofDays(-1));
        tracing.look(store.finding);
        int first = history.asked.size();
        got("us-east-1", CHECKOUT, "mobile-app", "user-5", Duration.ofMinutes(3));
        refused("us-east-1", CHECKOUT, null, Duration.ofMinutes(4));

        tracing.look(store.finding);

        assertThat(history.asked).hasSize(first + 2);
        WebIdentityUse use = store.finding.knowledge().use();
        assertThat(use.roles())
                .containsExactly(new OfRole(CHECKOUT, List.of("user-1", "user-5"), NOON.plusSeconds(180), 1));
        assertThat(use.usage().events()).isEqualTo(3);
        assertThat(use.usage().share()).isEqualTo(1);
        assertThat(use.looks()).isEqualTo(2);
        assertThat(store.againAt).isEqualTo(NOW.plusSeconds(900));
    }

    @Test
    void saysThatAwsRefuses() {
        history.failing.put("us-east-1", new SessionHistory.Denied());
        history.failing.put("eu-central-1", new SessionHistory.Denied());

        tracing.look(store.finding);

        Impact.Usage usage = store.finding.knowledge().use().usage();
        assertThat(usage.share()).isZero();
        assertThat(usage.why())
                .contains("nothing was looked at")
                .endsWith("AWS refuses to look up events in some of the Regions.");
    }

    @Test
    void spendsNothingOnWhatChangedNothing() {
        tracing.look(store.finding.changing(Change.NO_OP));

        assertThat(history.asked).isEmpty();
        assertThat(store.againAt).isNull();
    }

    @Test
    void keepsNothingWhenTheProcessStops() {
        history.failing.put("us-east-1", new SessionHistory.Stopped());

        assertThat(tracing.look(store.finding)).isFalse();
        assertThat(store.lessons).isZero();
    }

    @Test
    void survivesAFaultOfItsOwn() {
        history.breaks = true;

        assertThat(tracing.look(store.finding)).isTrue();
        assertThat(store.finding.knowledge().use()).isNull();
        assertThat(store.againAt).isNull();
    }

    private void got(String region, String role, String audience, String subject, Duration after) {
        ObjectNode identity = TestingSessionHistory.identity("WebIdentityUser", null)
                .put("principalId", PROVIDER + ":" + audience + ":" + subject)
                .put("identityProvider", PROVIDER);
        ObjectNode record = event(role, identity, after);
        record.putObject("responseElements")
                .put("subjectFromWebIdentityToken", subject)
                .put("provider", "https://login.example.com")
                .put("audience", audience);
        history.put(region, By.EVENT_NAME, UseLook.ASSUMED, record);
    }

    private void refused(String region, String role, @Nullable String principal, Duration after) {
        ObjectNode identity = TestingSessionHistory.identity("WebIdentityUser", null);
        if (principal != null) {
            identity.put("principalId", principal).put("identityProvider", PROVIDER);
        }
        ObjectNode record = event(role, identity, after)
                .put("errorCode", "InvalidIdentityTokenException")
                .put("errorMessage", "Incorrect token audience");
        history.put(region, By.EVENT_NAME, UseLook.ASSUMED, record);
    }

    private ObjectNode event(String role, ObjectNode identity, Duration after) {
        ObjectNode record = TestingSessionHistory.record(
                "w" + events++, "sts.amazonaws.com", UseLook.ASSUMED, NOON.plus(after), identity);
        record.putObject("requestParameters").put("roleArn", role).put("roleSessionName", "app");
        return record;
    }

    private static Finding removal() {
        Finding finding = Findings.of("production", new Actor("Root", null, null, null, null, null, null, null));
        Finding about = new Finding(
                finding.id(),
                finding.account(),
                finding.accountId(),
                "iam-oidc-client-id-removed",
                List.of("iam-oidc-client-id-removed"),
                finding.eventSource(),
                "RemoveClientIDFromOpenIDConnectProvider",
                finding.occurredAt(),
                finding.detectedAt(),
                finding.region(),
                finding.outcome(),
                null,
                null,
                null,
                Severity.HIGH,
                finding.status(),
                finding.change(),
                finding.actor(),
                finding.origin(),
                new Target("oidc-client-id", null, null, PROVIDER, "mobile-app", null),
                List.of(),
                List.of(),
                finding.history(),
                "null");
        List<Impact.Role> roles = List.of(role(CHECKOUT), role(SUPPORT));
        BlastRadius radius = new BlastRadius(2, 2, 1, 2, null, null, roles, "Told.");
        return about.knowing(about.knowledge()
                .with(new Impact("Why.", null, null, null, radius, List.of(), NOON.plusSeconds(130), 1)));
    }

    private static Impact.Role role(String arn) {
        return new Impact.Role(
                arn,
                arn,
                "accepts",
                "exact",
                "any",
                List.of(),
                List.of(),
                "",
                true,
                NOON,
                "eu-central-1",
                List.of(),
                null,
                0);
    }
}
