package io.tamperwatch.emulator;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What somebody may not do. Everything else is allowed. */
public final class AccessRules {

    private record Rule(String arn, String action) {}

    private final Set<Rule> denied = ConcurrentHashMap.newKeySet();

    AccessRules() {}

    /**
     * @param arn of the user, or of the role for all its sessions
     * @param action for example {@code iam:DeleteSigningCertificate}
     */
    public void deny(String arn, String action) {
        denied.add(new Rule(arn, action));
    }

    /** Takes a {@link #deny} back. */
    public void allow(String arn, String action) {
        denied.remove(new Rule(arn, action));
    }

    /** @param resource as the message names it; null when it names none */
    void check(Caller caller, String action, @Nullable String resource) {
        if (denied.contains(new Rule(caller.arn(), action)) || denied.contains(new Rule(owner(caller), action))) {
            throw denied(caller, action, resource);
        }
    }

    static ServiceError denied(Caller caller, String action, @Nullable String resource) {
        String on = resource == null ? "" : " on resource: " + resource;
        return new ServiceError(
                403,
                "AccessDenied",
                "User: %s is not authorized to perform: %s%s because no identity-based policy allows the %s action"
                        .formatted(caller.arn(), action, on, action));
    }

    private static String owner(Caller caller) {
        return switch (caller) {
            case Caller.User user -> user.arn();
            case Caller.RoleSession session -> session.account().iamArn("role/" + session.role());
            case Caller.Root root -> root.arn();
        };
    }
}
