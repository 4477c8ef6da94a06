package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The account's rules for passwords. */
final class PasswordPolicy implements Family {

    private static final List<String> SWITCHES = List.of(
            "RequireSymbols",
            "RequireNumbers",
            "RequireUppercaseCharacters",
            "RequireLowercaseCharacters",
            "AllowUsersToChangePassword");

    private @Nullable ObjectNode policy;

    @Override
    public @Nullable ObjectNode run(String action, Parameters asked, Call call) {
        return switch (action) {
            case "UpdateAccountPasswordPolicy" -> update(asked);
            case "GetAccountPasswordPolicy" -> Results.of("PasswordPolicy", existing());
            case "DeleteAccountPasswordPolicy" -> delete();
            default -> null;
        };
    }

    /** What is left out goes back to its default. */
    private ObjectNode update(Parameters asked) {
        ObjectNode next =
                Results.nothing().put("MinimumPasswordLength", asked.number("MinimumPasswordLength", 6, 6, 128));
        SWITCHES.forEach(name -> next.put(name, "true".equals(asked.optional(name))));
        int age = asked.number("MaxPasswordAge", 0, 0, 1095);
        next.put("ExpirePasswords", age > 0);
        if (age > 0) {
            next.put("MaxPasswordAge", age);
        }
        int reuse = asked.number("PasswordReusePrevention", 0, 0, 24);
        if (reuse > 0) {
            next.put("PasswordReusePrevention", reuse);
        }
        next.put("HardExpiry", "true".equals(asked.optional("HardExpiry")));
        policy = next;
        return Results.nothing();
    }

    private ObjectNode delete() {
        existing();
        policy = null;
        return Results.nothing();
    }

    private ObjectNode existing() {
        if (policy == null) {
            throw new ServiceError(404, "NoSuchEntity", "The Password Policy for this account cannot be found.");
        }
        return policy;
    }
}
