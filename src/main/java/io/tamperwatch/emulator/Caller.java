package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Who makes a call, and how CloudTrail tells of him. */
public sealed interface Caller {

    Account account();

    /** The key the call is signed with. */
    String accessKeyId();

    String arn();

    /** What GetCallerIdentity calls {@code UserId}. */
    String principalId();

    /** The {@code userIdentity} element. */
    ObjectNode identity();

    /**
     * An IAM user.
     *
     * @param mfa whether its session was authenticated with MFA; null for a long-term key without a session
     */
    record User(
            Account account,
            String name,
            String principalId,
            String accessKeyId,
            @Nullable Boolean mfa,
            @Nullable Instant since)
            implements Caller {

        /** A user with a long-term key. */
        public static User of(Account account, String name, String accessKeyId) {
            return new User(account, name, Ids.user(account, name), accessKeyId, null, null);
        }

        @Override
        public String arn() {
            return account.iamArn("user/" + name);
        }

        @Override
        public ObjectNode identity() {
            ObjectNode identity = element("IAMUser", this).put("userName", name);
            if (mfa != null && since != null) {
                session(identity, since, mfa);
            }
            return identity;
        }
    }

    /**
     * A session of a role.
     *
     * @param mfa whether it was authenticated with MFA
     * @param sourceIdentity set when the role was assumed; null when not
     */
    record RoleSession(
            Account account,
            String role,
            String roleId,
            String sessionName,
            String accessKeyId,
            Instant since,
            boolean mfa,
            @Nullable String sourceIdentity)
            implements Caller {

        public static RoleSession of(
                Account account, String role, String sessionName, String accessKeyId, Instant since) {
            return new RoleSession(
                    account, role, Ids.role(account, role), sessionName, accessKeyId, since, false, null);
        }

        @Override
        public String arn() {
            return account.stsArn("assumed-role/%s/%s".formatted(role, sessionName));
        }

        @Override
        public String principalId() {
            return roleId + ":" + sessionName;
        }

        @Override
        public ObjectNode identity() {
            ObjectNode identity = element("AssumedRole", this);
            ObjectNode session = session(identity, since, mfa);
            session.putObject("sessionIssuer")
                    .put("type", "Role")
                    .put("principalId", roleId)
                    .put("arn", account.iamArn("role/" + role))
                    .put("accountId", account.id())
                    .put("userName", role);
            if (sourceIdentity != null) {
                session.put("sourceIdentity", sourceIdentity);
            }
            return identity;
        }
    }

    /** The account's root user. */
    record Root(Account account, String accessKeyId) implements Caller {

        @Override
        public String arn() {
            return account.iamArn("root");
        }

        @Override
        public String principalId() {
            return account.id();
        }

        @Override
        public ObjectNode identity() {
            return element("Root", this);
        }
    }

    private static ObjectNode element(String type, Caller caller) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("principalId", caller.principalId())
                .put("arn", caller.arn())
                .put("accountId", caller.account().id())
                .put("accessKeyId", caller.accessKeyId());
    }

    private static ObjectNode session(ObjectNode identity, Instant since, boolean mfa) {
        ObjectNode session = identity.putObject("sessionContext");
        session.putObject("attributes")
                .put("creationDate", since.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("mfaAuthenticated", String.valueOf(mfa));
        return session;
    }
}
