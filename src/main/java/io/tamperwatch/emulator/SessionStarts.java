package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Begins the sessions the cast acts in, as CloudTrail records it: what STS was asked, by whom, and the key it issued. Each session
 * begins once, before its first deed.
 */
final class SessionStarts {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String GITHUB = "token.actions.githubusercontent.com";

    private final CloudTrailHistory history;
    private final Set<String> begun = ConcurrentHashMap.newKeySet();

    SessionStarts(CloudTrailHistory history) {
        this.history = history;
    }

    void before(Cast actor, Call deed) {
        if (!begun.add(deed.caller().accessKeyId())) {
            return;
        }
        switch (deed.caller()) {
            case Caller.RoleSession session -> begin(actor, session, deed.origin());
            case Caller.User user
            when user.since() != null -> signIn(user.name(), user.accessKeyId(), user.since(), deed.origin());
            case Caller.User longTerm -> {}
            case Caller.Root root -> {}
        }
    }

    private void begin(Cast actor, Caller.RoleSession session, Call.Origin origin) {
        switch (actor) {
            case TERRAFORM -> webIdentity(session, origin);
            case AUDITOR -> add(assumed(session, service(), origin));
            case ADMINISTRATOR, OPERATOR, INTRUDER -> {
                String name = session.sessionName();
                String key = Cast.accessKeyId("USER", session.since());
                Instant signedIn = session.since().minusSeconds(40);
                signIn(name, key, signedIn, origin);
                add(assumed(session, user(name, key, signedIn).identity(), origin));
            }
        }
    }

    /** A user proves possession of an MFA device and gets a key for a day. */
    private void signIn(String name, String key, Instant at, Call.Origin origin) {
        Caller.User user = Caller.User.of(AwsEmulator.ACCOUNT, name, "AKIA0LONGTERMEXAMPLE");
        ObjectNode record = record("GetSessionToken", user.identity(), key, at, origin);
        record.putObject("requestParameters")
                .put("serialNumber", AwsEmulator.ACCOUNT.iamArn("mfa/" + name))
                .put("durationSeconds", 43_200);
        add(record);
    }

    private static Caller.User user(String name, String key, Instant since) {
        Account account = AwsEmulator.ACCOUNT;
        return new Caller.User(account, name, Ids.user(account, name), key, true, since);
    }

    private static ObjectNode service() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "AWSService")
                .put("invokedBy", "codebuild.amazonaws.com");
    }

    private static ObjectNode assumed(Caller.RoleSession session, ObjectNode caller, Call.Origin origin) {
        ObjectNode record = record("AssumeRole", caller, session.accessKeyId(), session.since(), origin);
        return withRole(record, session);
    }

    private void webIdentity(Caller.RoleSession session, Call.Origin origin) {
        String subject = "repo:example/infrastructure:environment:production";
        String provider = AwsEmulator.ACCOUNT.iamArn("oidc-provider/" + GITHUB);
        ObjectNode caller = JsonNodeFactory.instance
                .objectNode()
                .put("type", "WebIdentityUser")
                .put("principalId", provider + ":sts.amazonaws.com:" + subject)
                .put("userName", subject)
                .put("identityProvider", provider);
        ObjectNode record = record("AssumeRoleWithWebIdentity", caller, session.accessKeyId(), session.since(), origin);
        ((ObjectNode) record.get("responseElements"))
                .put("subjectFromWebIdentityToken", subject)
                .put("provider", provider)
                .put("audience", "sts.amazonaws.com");
        add(withRole(record, session));
    }

    private static ObjectNode withRole(ObjectNode record, Caller.RoleSession session) {
        record.putObject("requestParameters")
                .put("roleArn", AwsEmulator.ACCOUNT.iamArn("role/" + session.role()))
                .put("roleSessionName", session.sessionName());
        ((ObjectNode) record.get("responseElements"))
                .putObject("assumedRoleUser")
                .put("assumedRoleId", session.principalId())
                .put("arn", session.arn());
        return record;
    }

    static ObjectNode record(String action, ObjectNode caller, String key, Instant at, Call.Origin origin) {
        String region = AwsEmulator.ACCOUNT.partition().homeRegion();
        ObjectNode record = JsonNodeFactory.instance.objectNode().put("eventVersion", "1.11");
        record.set("userIdentity", caller);
        record.put("eventTime", at.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("eventSource", "sts.amazonaws.com")
                .put("eventName", action)
                .put("awsRegion", region)
                .put("sourceIPAddress", origin.sourceAddress())
                .put("userAgent", origin.userAgent())
                .put("requestID", Ids.uuid("request for " + key))
                .put("eventID", Ids.uuid("issue of " + key))
                .put("readOnly", true)
                .put("eventType", "AwsApiCall")
                .put("managementEvent", true)
                .put("recipientAccountId", AwsEmulator.ACCOUNT.id())
                .put("eventCategory", "Management");
        record.putObject("additionalEventData")
                .putObject("RequestDetails")
                .put("endpointType", "regional")
                .put("awsServingRegion", region);
        record.putObject("responseElements")
                .putObject("credentials")
                .put("accessKeyId", key)
                .put("expiration", CloudTrailNames.date(at.plus(HOUR)));
        return record;
    }

    private void add(ObjectNode record) {
        history.add(record, Instant.parse(record.get("eventTime").asText()));
    }
}
