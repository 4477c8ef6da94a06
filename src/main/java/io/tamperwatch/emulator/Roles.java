package io.tamperwatch.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** An account's roles. Of a trust policy only the external id counts; whoever knows it may assume the role. */
final class Roles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String LAST_USED = "RoleLastUsed";

    private record Role(ObjectNode told, JsonNode trust) {}

    private final Account account;
    /** Read from other accounts too, when one of theirs assumes a role. */
    private final Map<String, Role> roles = new ConcurrentSkipListMap<>();

    Roles(Account account) {
        this.account = account;
    }

    ObjectNode create(Parameters asked, Call call) {
        String name = asked.required("RoleName", "[\\w+=,.@-]{1,64}");
        if (roles.containsKey(name)) {
            throw new ServiceError(409, "EntityAlreadyExists", "Role with name " + name + " already exists.");
        }
        String path = asked.optional("Path") == null ? "/" : asked.required("Path", "/|/[!-~]+/");
        String trust = asked.required("AssumeRolePolicyDocument");
        JsonNode parsed = parse(trust);
        ObjectNode role = Results.nothing()
                .put("Path", path)
                .put("RoleName", name)
                .put("RoleId", Ids.role(account, name))
                .put("Arn", account.iamArn("role" + path + name))
                .put("CreateDate", Results.date(call.at()))
                .put("AssumeRolePolicyDocument", PolicyText.encoded(trust))
                .put("MaxSessionDuration", asked.number("MaxSessionDuration", 3600, 3600, 43_200));
        roles.put(name, new Role(role, parsed));
        return Results.of("Role", role);
    }

    ObjectNode trust(Parameters asked) {
        ObjectNode told = (ObjectNode) get(asked).get("Role");
        String trust = asked.required("PolicyDocument");
        JsonNode parsed = parse(trust);
        told.put("AssumeRolePolicyDocument", PolicyText.encoded(trust));
        roles.put(told.get("RoleName").asText(), new Role(told, parsed));
        return Results.nothing();
    }

    ObjectNode get(Parameters asked) {
        String name = asked.required("RoleName");
        Role role = roles.get(name);
        if (role == null) {
            throw new ServiceError(404, "NoSuchEntity", "The role with name " + name + " cannot be found.");
        }
        return Results.of("Role", role.told);
    }

    ObjectNode list(Parameters asked) {
        List<ObjectNode> told = roles.values().stream()
                .map(role -> role.told.deepCopy().without(LAST_USED))
                .map(ObjectNode.class::cast)
                .toList();
        return Results.page("Roles", told, asked);
    }

    List<ObjectNode> all() {
        return roles.values().stream().map(Role::told).toList();
    }

    /** Only where one role is asked for, or everything, IAM tells of it. */
    void used(String name, Instant at, String region) {
        Role role = roles.get(name);
        if (role != null) {
            role.told.putObject(LAST_USED).put("LastUsedDate", Results.date(at)).put("Region", region);
        }
    }

    int count() {
        return roles.size();
    }

    /** The name of the role with this ARN, when it may be assumed with this external id; else null. */
    @Nullable
    String assumable(String arn, @Nullable String externalId) {
        for (Role role : roles.values()) {
            if (role.told.get("Arn").asText().equals(arn)) {
                String wanted = externalId(role.trust);
                return wanted == null || wanted.equals(externalId)
                        ? role.told.get("RoleName").asText()
                        : null;
            }
        }
        return null;
    }

    private static @Nullable String externalId(JsonNode trust) {
        JsonNode wanted = trust.findValue("sts:ExternalId");
        return wanted == null ? null : wanted.asText();
    }

    private static JsonNode parse(String trust) {
        try {
            JsonNode parsed = JSON.readTree(trust);
            if (parsed.isObject()) {
                return parsed;
            }
        } catch (JsonProcessingException notJson) {
            // refused like everything else that is not an object
        }
        throw new ServiceError(400, "MalformedPolicyDocument", "This policy contains invalid Json");
    }
}
