package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Where the story is acted: the cast's calls to IAM, now or in the past, recorded as anybody's. */
final class Stage {

    private static final Logger LOG = Logger.getLogger(Stage.class);

    private final AwsEmulator aws;
    private final Clock clock;
    private final SessionStarts sessions;
    private final Customers customers;

    Stage(AwsEmulator aws, Clock clock) {
        this.sessions = new SessionStarts(aws.history());
        this.customers = new Customers(aws);
        this.aws = aws;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Acts now. Being refused is part of the play: a spectator may have changed the scenery. */
    void act(Cast actor, String action, Map<String, String> parameters) {
        act(actor, actor.call(now(), Ids.uuid()), action, parameters);
    }

    /** Acts now, to be seen only later. */
    void actUnseen(Cast actor, Duration visibleAfter, String action, Map<String, String> parameters) {
        Call call = actor.call(now(), Ids.uuid());
        act(actor, new Call(call.caller(), call.region(), call.origin(), call.at(), visibleAfter), action, parameters);
    }

    /** Has acted. The same deed at the same time is the same event, however often the story starts. */
    void acted(Instant at, Cast actor, String action, Map<String, String> parameters) {
        Call call = actor.call(at, Ids.uuid(actor + " " + action + " " + at));
        act(actor, new Call(call.caller(), call.region(), call.origin(), at, Duration.ZERO), action, parameters);
    }

    /** Was always so. */
    void given(String action, Map<String, String> parameters) {
        Call call = Cast.ADMINISTRATOR.call(now().minus(Duration.ofDays(200)), Ids.uuid());
        aws.given(call.caller(), action, parameters, call.at());
    }

    /** A trail was always so. */
    void givenTrail(String action, ObjectNode asked) {
        Instant at = now().minus(Duration.ofDays(200));
        aws.givenTrail(Cast.ADMINISTRATOR.call(at, Ids.uuid()).caller(), action, asked, at);
    }

    /** A role was used a while ago. */
    void used(String role, Duration ago) {
        Call call = Cast.ADMINISTRATOR.call(now(), Ids.uuid());
        aws.roleUsed(call.caller(), role, call.at().minus(ago), "eu-central-1");
    }

    /** Customers have signed in on each of the days before. */
    void customersCame(Instant midnight) {
        customers.pastWeek(midnight);
    }

    /** A customer tries to sign in now. */
    void customerComes() {
        customers.signIn(now(), Cast.ADMINISTRATOR.call(now(), Ids.uuid()).caller());
    }

    /** May never do it. */
    void forbidden(Cast actor, String action) {
        aws.rules().deny(actor.call(now(), Ids.uuid()).caller().arn(), action);
    }

    /** The user's oldest certificate. */
    Optional<String> certificate(String user) {
        Call call = Cast.ADMINISTRATOR.call(now(), Ids.uuid());
        try {
            JsonNode listed = aws.given(call.caller(), "ListSigningCertificates", Map.of("UserName", user), call.at());
            JsonNode id = listed.at("/Certificates/0/CertificateId");
            return id.isTextual() ? Optional.of(id.asText()) : Optional.empty();
        } catch (ServiceError gone) {
            return Optional.empty();
        }
    }

    private void act(Cast actor, Call call, String action, Map<String, String> parameters) {
        sessions.before(actor, call);
        try {
            aws.iam(call, action, parameters);
        } catch (ServiceError refused) {
            LOG.debugf("the story was refused action=%s code=%s", action, refused.code());
        }
    }
}
