package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The security token service: who am I, and sessions of roles. */
final class Sts {

    private static final String SESSION_NAME = "[\\w+=,.@-]{2,64}";
    private static final int HOUR = 3600;

    private final Function<String, @Nullable IamAccount> accounts;
    private final AccessKeys accessKeys;

    Sts(Function<String, @Nullable IamAccount> accounts, AccessKeys accessKeys) {
        this.accounts = accounts;
        this.accessKeys = accessKeys;
    }

    ObjectNode run(String action, Parameters asked, Call call) {
        return switch (action) {
            case "GetCallerIdentity" -> identity(call.caller());
            case "AssumeRole" -> assumeRole(asked, call);
            default -> throw ControlPlane.unknown(action);
        };
    }

    private static ObjectNode identity(Caller caller) {
        return Results.nothing()
                .put("UserId", caller.principalId())
                .put("Account", caller.account().id())
                .put("Arn", caller.arn());
    }

    private ObjectNode assumeRole(Parameters asked, Call call) {
        String arn = asked.required("RoleArn", "arn:[^:]*:iam::\\d{12}:role/.+");
        String sessionName = asked.required("RoleSessionName", SESSION_NAME);
        int seconds = asked.number("DurationSeconds", HOUR, 900, 12 * HOUR);
        IamAccount account = accounts.apply(arn.split(":", 6)[4]);
        String role = account == null ? null : account.roles().assumable(arn, asked.optional("ExternalId"));
        if (account == null || role == null) {
            throw new ServiceError(
                    403,
                    "AccessDenied",
                    "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
                            .formatted(call.caller().arn(), arn));
        }
        Caller.RoleSession session = new Caller.RoleSession(
                account.account(),
                role,
                Ids.role(account.account(), role),
                sessionName,
                Ids.temporaryKey(),
                call.at(),
                asked.optional("TokenCode") != null,
                asked.optional("SourceIdentity"));
        return grant(session, call.at().plusSeconds(seconds));
    }

    private ObjectNode grant(Caller.RoleSession session, Instant expires) {
        String token = Ids.random(120);
        accessKeys.add(session, token, expires);
        ObjectNode result = Results.nothing();
        result.putObject("Credentials")
                .put("AccessKeyId", session.accessKeyId())
                .put("SecretAccessKey", Ids.random(40))
                .put("SessionToken", token)
                .put("Expiration", Results.date(expires));
        result.putObject("AssumedRoleUser")
                .put("AssumedRoleId", session.principalId())
                .put("Arn", session.arn());
        return result;
    }
}
