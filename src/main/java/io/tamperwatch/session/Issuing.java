package io.tamperwatch.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tamperwatch.event.Actor;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.finding.SessionTrace.Link;
import io.tamperwatch.finding.SessionTrace.Result;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events that issue temporary credentials: AssumeRole and its kin, GetSessionToken, GetFederationToken. */
final class Issuing {

    private static final JsonNode NOTHING = MissingNode.getInstance();

    private Issuing() {}

    /** Where a climb ends, in words. */
    record Ending(Result result, String why) {}

    /** The earliest of the events that issued the key: what AWS answered says so, which no caller can make up. */
    static Optional<EventRecord> of(String accessKeyId, List<EventRecord> events) {
        return events.stream()
                .filter(event -> event.errorCode() == null)
                .filter(event -> accessKeyId.equals(text(credentials(event), "accessKeyId")))
                .min(Comparator.comparing(EventRecord::eventTime));
    }

    static Link link(String accessKeyId, EventRecord event) {
        return new Link(
                accessKeyId,
                event.eventId(),
                event.eventSource(),
                event.eventName(),
                event.eventTime(),
                event.awsRegion(),
                Actor.of(event),
                event.sourceIpAddress(),
                event.userAgent(),
                text(orNothing(event.requestParameters()), "roleArn"),
                text(credentials(event), "expiration"));
    }

    /** The Region in which STS served the call, which need not be the one that was asked; null when not recorded. */
    static @Nullable String servedIn(EventRecord event) {
        return text(orNothing(event.additionalEventData()).path("RequestDetails"), "awsServingRegion");
    }

    /** Where the way up ends with this event; empty when its caller used a temporary key, which leads further up. */
    static Optional<Ending> ending(Link link) {
        return switch (link.eventName()) {
            case "AssumeRoleWithWebIdentity" -> beginning("a sign-in at an OIDC identity provider");
            case "AssumeRoleWithSAML" -> beginning("a sign-in at a SAML identity provider");
            case "ConsoleLogin" -> beginning("a sign-in to the AWS console");
            default -> ending(link.caller());
        };
    }

    private static Optional<Ending> ending(Actor caller) {
        if (caller.usedTemporaryKey()) {
            return Optional.empty();
        }
        return switch (caller.type()) {
            case "AWSService" -> beginning("an AWS service");
            case "AWSAccount" -> beginning("a caller in another account, whose own event history tells more");
            case "Root" -> beginning("the root user's own credentials");
            default ->
                caller.accessKeyId() == null
                        ? Optional.of(
                                new Ending(Result.INCOMPLETE, "The last event does not say which key its caller used."))
                        : beginning("a long-term access key");
        };
    }

    private static Optional<Ending> beginning(String with) {
        return Optional.of(new Ending(Result.TRACED, "The session began with " + with + "."));
    }

    private static JsonNode credentials(EventRecord event) {
        return orNothing(event.responseElements()).path("credentials");
    }

    private static JsonNode orNothing(@Nullable JsonNode node) {
        return node == null ? NOTHING : node;
    }

    private static @Nullable String text(JsonNode holder, String member) {
        return holder.path(member).textValue();
    }
}
