package io.tamperwatch.export;

import io.tamperwatch.event.Actor;
import io.tamperwatch.event.Provenance;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Target;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who, what, from where and at what, in the words of OCSF's objects. */
final class OcsfEvidence {

    private static final int AWS_ACCOUNT = 10;
    private static final int OTHER = 99;

    private OcsfEvidence() {}

    static Members cloud(Finding finding) {
        return new Members()
                .text("provider", "AWS")
                .text("region", finding.region())
                .object("account", account(finding.accountId()).text("name", finding.account()));
    }

    private static Members account(@Nullable String id) {
        return new Members().text("uid", id).number("type_id", AWS_ACCOUNT).text("type", "AWS Account");
    }

    static Members api(Finding finding) {
        return new Members()
                .text("operation", finding.eventName())
                .object("service", new Members().text("name", finding.eventSource()))
                .object("request", new Members().text("uid", finding.id()))
                .object(
                        "response",
                        new Members().text("error", finding.errorCode()).text("error_message", finding.errorMessage()));
    }

    static Members evidence(Finding finding) {
        return new Members()
                .object("actor", actor(finding.actor()))
                .object("api", api(finding))
                .object("src_endpoint", endpoint(finding.origin().sourceAddress()))
                .object(
                        "http_request",
                        new Members().text("user_agent", finding.origin().userAgent()));
    }

    private static Members actor(Actor actor) {
        Members user = new Members()
                .number("type_id", userType(actor.type()))
                .text("type", actor.type())
                .text("uid", actor.arn())
                .text("name", actor.name())
                .text("credential_uid", actor.accessKeyId());
        if (actor.accountId() != null) {
            user.object("account", account(actor.accountId()));
        }
        return new Members()
                .object("user", user)
                .object("session", session(actor))
                .text("app_name", actor.invokedBy());
    }

    private static int userType(String type) {
        return switch (type) {
            case "IAMUser" -> 1;
            case "Root" -> 2;
            case "AWSService" -> 3;
            case "Unknown" -> 0;
            default -> OTHER;
        };
    }

    private static Members session(Actor actor) {
        Provenance origins = actor.origins();
        return new Members()
                .text("uid", origins.sessionName())
                .text("issuer", actor.issuerArn())
                .flag("is_mfa", actor.mfa())
                .millis("created_time", time(origins.sessionStartedAt()));
    }

    private static @Nullable Instant time(@Nullable String recorded) {
        try {
            return recorded == null ? null : Instant.parse(recorded);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Members endpoint(@Nullable String source) {
        return new Members().text(AwsNames.isAddress(source) ? "ip" : "name", source);
    }

    static List<Members> resources(Finding finding) {
        Target target = finding.target();
        String uid = Stream.of(
                        target.providerArn(),
                        target.certificateId(),
                        target.resource(),
                        target.clientId(),
                        target.userName())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (uid == null) {
            return List.of();
        }
        return List.of(new Members()
                .text("uid", uid)
                .text("name", target.clientId() == null ? target.resource() : target.clientId())
                .text("type", target.kind())
                .text("cloud_partition", AwsNames.partition(finding.region()))
                .text("region", finding.region())
                .object("owner", owner(target.userName())));
    }

    private static Members owner(@Nullable String user) {
        return user == null
                ? new Members()
                : new Members().text("name", user).number("type_id", 1).text("type", "User");
    }
}
