package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** An account's IAM users. */
final class Users {

    private static final String NAME = "[\\w+=,.@-]{1,64}";

    private final Account account;
    private final Map<String, ObjectNode> users = new TreeMap<>();

    Users(Account account) {
        this.account = account;
    }

    ObjectNode create(Parameters asked, Call call) {
        String name = asked.required("UserName", NAME);
        if (users.containsKey(name)) {
            throw new ServiceError(409, "EntityAlreadyExists", "User with name " + name + " already exists.");
        }
        String path = asked.optional("Path") == null ? "/" : asked.required("Path", "/|/[!-~]+/");
        ObjectNode user = Results.nothing()
                .put("Path", path)
                .put("UserName", name)
                .put("UserId", Ids.user(account, name))
                .put("Arn", account.iamArn("user" + path + name))
                .put("CreateDate", Results.date(call.at()));
        users.put(name, user);
        return Results.of("User", user);
    }

    ObjectNode get(Parameters asked, Call call) {
        return Results.of("User", existing(named(asked, call)));
    }

    ObjectNode list(Parameters asked) {
        return Results.page("Users", new ArrayList<>(users.values()), asked);
    }

    void delete(String name) {
        existing(name);
        users.remove(name);
    }

    Collection<ObjectNode> all() {
        return users.values();
    }

    int count() {
        return users.size();
    }

    ObjectNode existing(String name) {
        ObjectNode user = users.get(name);
        if (user == null) {
            throw new ServiceError(404, "NoSuchEntity", "The user with name " + name + " cannot be found.");
        }
        return user;
    }

    /** The user asked for, else the caller, who has to be one then. */
    static String named(Parameters asked, Call call) {
        if (asked.optional("UserName") != null) {
            return asked.required("UserName", NAME);
        }
        if (call.caller() instanceof Caller.User user) {
            return user.name();
        }
        throw new ServiceError(400, "ValidationError", "Must specify userName when calling with non-User credentials");
    }
}
