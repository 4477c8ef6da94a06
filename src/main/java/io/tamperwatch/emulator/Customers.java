package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Who signs in at the story's provider and gets roles for it, as CloudTrail records it: as long as the provider has the client ID. */
final class Customers {

    private static final String HOST = "login.example.com";
    private static final String MOBILE_APP = "mobile-app";
    private static final String PARTNER_PORTAL = "partner-portal";
    private static final Call.Origin PHONE = new Call.Origin("198.51.100.201", "checkout-app/4.2 (mobile)", "");

    private final AwsEmulator aws;
    private int turn;

    Customers(AwsEmulator aws) {
        this.aws = aws;
    }

    /** Some signed in on each of the days before. */
    void pastWeek(Instant midnight) {
        for (int day = 7; day >= 1; day--) {
            Instant morning = midnight.minus(Duration.ofDays(day)).plus(Duration.ofHours(8));
            granted(morning, "mobile-checkout", MOBILE_APP, "customer-" + (100 + day));
            granted(morning.plusSeconds(3600), "partner-reports", PARTNER_PORTAL, "partner-7");
        }
        granted(midnight.minus(Duration.ofDays(3)), "customer-support", MOBILE_APP, "support-2");
    }

    /** One more tries to get in. */
    void signIn(Instant now, Caller caller) {
        String subject = "customer-" + (100 + turn++ % 9);
        if (has(caller, now)) {
            granted(now, "mobile-checkout", MOBILE_APP, subject);
        } else {
            refused(now, "mobile-checkout", subject);
        }
    }

    private boolean has(Caller caller, Instant now) {
        try {
            JsonNode provider =
                    aws.given(caller, "GetOpenIDConnectProvider", Map.of("OpenIDConnectProviderArn", provider()), now);
            return StreamSupport.stream(provider.path("ClientIDList").spliterator(), false)
                    .anyMatch(clientId -> clientId.asText().equals(MOBILE_APP));
        } catch (ServiceError gone) {
            return false;
        }
    }

    private void granted(Instant at, String role, String audience, String subject) {
        ObjectNode record = record(at, role, audience, subject);
        ((ObjectNode) record.get("responseElements"))
                .put("subjectFromWebIdentityToken", subject)
                .put("provider", provider())
                .put("audience", audience);
        aws.history().add(record, at);
    }

    private void refused(Instant at, String role, String subject) {
        ObjectNode record = record(at, role, MOBILE_APP, subject);
        record.putNull("responseElements");
        record.put("errorCode", "InvalidIdentityTokenException").put("errorMessage", "Incorrect token audience");
        aws.history().add(record, at);
    }

    private static ObjectNode record(Instant at, String role, String audience, String subject) {
        ObjectNode caller = JsonNodeFactory.instance
                .objectNode()
                .put("type", "WebIdentityUser")
                .put("principalId", provider() + ":" + audience + ":" + subject)
                .put("userName", subject)
                .put("identityProvider", provider());
        String key = Cast.accessKeyId(subject.substring(0, 4).toUpperCase(Locale.ROOT), at);
        ObjectNode record = SessionStarts.record("AssumeRoleWithWebIdentity", caller, key + role, at, PHONE);
        record.putObject("requestParameters")
                .put("roleArn", AwsEmulator.ACCOUNT.iamArn("role/" + role))
                .put("roleSessionName", subject);
        return record;
    }

    private static String provider() {
        return AwsEmulator.ACCOUNT.iamArn("oidc-provider/" + HOST);
    }
}
