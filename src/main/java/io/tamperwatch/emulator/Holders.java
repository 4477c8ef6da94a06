package io.tamperwatch.emulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who can hold policies: users, groups and roles. The operation's name tells which kind it is about. */
final class Holders {

    private final Users users;
    private final Groups groups;
    private final Roles roles;

    Holders(Users users, Groups groups, Roles roles) {
        this.users = users;
        this.groups = groups;
        this.roles = roles;
    }

    /**
     * An operation on what a holder has.
     *
     * @param verb the operation's name without the kind: {@code PutPolicy} of {@code PutUserPolicy}
     */
    record Asked(String verb, String arn) {}

    /** Null for an operation that the pattern, whose second group is the kind of holder, does not match. */
    @Nullable
    Asked asked(Pattern operation, String action, Parameters asked) {
        Matcher found = operation.matcher(action);
        return found.matches() ? new Asked(found.group(1) + found.group(3), arn(found.group(2), asked)) : null;
    }

    private String arn(String kind, Parameters asked) {
        return switch (kind) {
            case "User" -> users.existing(asked.required("UserName")).get("Arn").asText();
            case "Group" -> groups.existing(asked).get("Arn").asText();
            default -> roles.get(asked).path("Role").get("Arn").asText();
        };
    }
}
