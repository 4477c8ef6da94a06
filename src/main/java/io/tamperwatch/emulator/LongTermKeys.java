package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Access keys of users, as IAM lists them. None made here signs a request: nobody would know its secret. */
final class LongTermKeys implements Family {

    private static final int MOST_PER_USER = 2;

    private final Held keys;

    LongTermKeys(Users users) {
        keys = new Held(users, "AccessKeyId", "access key");
    }

    @Override
    public @Nullable ObjectNode run(String action, Parameters asked, Call call) {
        return switch (action) {
            case "CreateAccessKey" -> create(asked, call);
            case "ListAccessKeys" -> Results.page("AccessKeyMetadata", keys.list(asked, call), asked);
            case "UpdateAccessKey" -> keys.setStatus(asked, call);
            case "DeleteAccessKey" -> keys.remove(asked, call);
            case "GetAccessKeyLastUsed" -> lastUsed(asked);
            default -> null;
        };
    }

    @Override
    public boolean isHeldBy(String user) {
        return keys.isHeldBy(user);
    }

    private ObjectNode create(Parameters asked, Call call) {
        String owner = keys.owner(asked, call);
        ObjectNode key = Results.nothing()
                .put("UserName", owner)
                .put("AccessKeyId", "AKIA" + Ids.random(16))
                .put("Status", "Active")
                .put("CreateDate", Results.date(call.at()));
        keys.add(owner, key, MOST_PER_USER, any -> true);
        return Results.of("AccessKey", key.deepCopy().put("SecretAccessKey", Ids.random(40)));
    }

    private ObjectNode lastUsed(Parameters asked) {
        String id = asked.required("AccessKeyId");
        ObjectNode never = Results.nothing().put("ServiceName", "N/A").put("Region", "N/A");
        ObjectNode result = Results.of("AccessKeyLastUsed", never);
        keys.all().stream()
                .filter(key -> key.get("AccessKeyId").asText().equals(id))
                .forEach(key -> result.put("UserName", key.get("UserName").asText()));
        return result;
    }
}
