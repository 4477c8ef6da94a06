package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Console passwords of users. Passwords themselves are not kept. */
final class LoginProfiles implements Family {

    private static final String RESET = "PasswordResetRequired";

    private final Users users;
    private final Map<String, ObjectNode> profiles = new TreeMap<>();

    LoginProfiles(Users users) {
        this.users = users;
    }

    @Override
    public @Nullable ObjectNode run(String action, Parameters asked, Call call) {
        return switch (action) {
            case "CreateLoginProfile" -> create(asked, call);
            case "GetLoginProfile" -> Results.of("LoginProfile", existing(user(asked, call)));
            case "UpdateLoginProfile" -> update(asked, call);
            case "DeleteLoginProfile" -> delete(asked, call);
            default -> null;
        };
    }

    @Override
    public boolean isHeldBy(String user) {
        return profiles.containsKey(user);
    }

    private ObjectNode create(Parameters asked, Call call) {
        String user = user(asked, call);
        asked.required("Password", "(?s).{1,128}");
        if (profiles.containsKey(user)) {
            throw new ServiceError(409, "EntityAlreadyExists", "Login Profile for user " + user + " already exists.");
        }
        ObjectNode profile = Results.nothing()
                .put("UserName", user)
                .put("CreateDate", Results.date(call.at()))
                .put(RESET, "true".equals(asked.optional(RESET)));
        profiles.put(user, profile);
        return Results.of("LoginProfile", profile);
    }

    private ObjectNode update(Parameters asked, Call call) {
        ObjectNode profile = existing(user(asked, call));
        if (asked.optional(RESET) != null) {
            profile.put(RESET, "true".equals(asked.optional(RESET)));
        }
        return Results.nothing();
    }

    private ObjectNode delete(Parameters asked, Call call) {
        String user = user(asked, call);
        existing(user);
        profiles.remove(user);
        return Results.nothing();
    }

    private String user(Parameters asked, Call call) {
        String user = Users.named(asked, call);
        users.existing(user);
        return user;
    }

    private ObjectNode existing(String user) {
        ObjectNode profile = profiles.get(user);
        if (profile == null) {
            throw new ServiceError(404, "NoSuchEntity", "Login Profile for User " + user + " cannot be found.");
        }
        return profile;
    }
}
