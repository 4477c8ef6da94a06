package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The members of a request, under the names of the API: {@code UserName}, {@code ClientIDList.member.1}. */
record Parameters(Map<String, String> fields) {

    private static final Set<String> NUMBERS = Set.of(
            "MaxItems",
            "MaxSessionDuration",
            "DurationSeconds",
            "MinimumPasswordLength",
            "MaxPasswordAge",
            "PasswordReusePrevention");
    private static final Set<String> SWITCHES = Set.of(
            "RequireSymbols",
            "RequireNumbers",
            "RequireUppercaseCharacters",
            "RequireLowercaseCharacters",
            "AllowUsersToChangePassword",
            "HardExpiry",
            "PasswordResetRequired");

    /** CloudTrail leaves them out. */
    private static final Set<String> SECRETS = Set.of(
            "Password", "NewPassword", "OldPassword", "PrivateKey", "AuthenticationCode1", "AuthenticationCode2");

    private static final Set<String> PROTOCOL = Set.of("Action", "Version");

    Parameters {
        fields = Map.copyOf(fields);
    }

    String required(String name) {
        String value = fields.get(name);
        if (value == null || value.isEmpty()) {
            throw invalid("Value null at '%s' failed to satisfy constraint: Member must not be null"
                    .formatted(CloudTrailNames.member(name)));
        }
        return value;
    }

    /** @param pattern a regular expression the whole value has to match */
    String required(String name, String pattern) {
        String value = required(name);
        if (!value.matches(pattern)) {
            throw invalid(
                    "Value '%s' at '%s' failed to satisfy constraint: Member must satisfy regular expression pattern: %s"
                            .formatted(value, CloudTrailNames.member(name), pattern));
        }
        return value;
    }

    @Nullable
    String optional(String name) {
        return fields.get(name);
    }

    int number(String name, int otherwise, int least, int most) {
        String value = fields.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw invalid("Value '%s' at '%s' failed to satisfy constraint: Member must be between %d and %d"
                    .formatted(value, CloudTrailNames.member(name), least, most));
        }
        return Integer.parseInt(value);
    }

    List<String> list(String name) {
        List<String> values = new ArrayList<>();
        for (int i = 1; fields.containsKey(name + ".member." + i); i++) {
            values.add(fields.get(name + ".member." + i));
        }
        return values;
    }

    /** {@code Tags}, as the API lists them. */
    ArrayNode tags() {
        ArrayNode tags = JsonNodeFactory.instance.arrayNode();
        for (int i = 1; fields.containsKey("Tags.member." + i + ".Key"); i++) {
            tags.addObject()
                    .put("Key", fields.get("Tags.member." + i + ".Key"))
                    .put("Value", fields.getOrDefault("Tags.member." + i + ".Value", ""));
        }
        return tags;
    }

    /** The {@code requestParameters} element; null when there is nothing in it. */
    @Nullable
    ObjectNode recorded() {
        ObjectNode recorded = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(fields).forEach((name, value) -> {
            if (PROTOCOL.contains(name) || SECRETS.contains(name)) {
                return;
            }
            String[] path = name.split("\\.", 4);
            String member = CloudTrailNames.member(path[0]);
            if (path.length == 1) {
                put(recorded, member, name, value);
            } else if (path.length >= 3) {
                element(recorded.withArray(member), path, value);
            }
        });
        return recorded.isEmpty() ? null : recorded;
    }

    private static void put(ObjectNode recorded, String member, String name, String value) {
        if (NUMBERS.contains(name) && value.matches("\\d{1,9}")) {
            recorded.put(member, Integer.parseInt(value));
        } else if (SWITCHES.contains(name)) {
            recorded.put(member, value.equals("true"));
        } else {
            recorded.put(member, value);
        }
    }

    /** {@code Tags.member.1.Key} is a member of the list's first object, {@code ClientIDList.member.1} its first text. */
    private static void element(ArrayNode list, String[] path, String value) {
        if (path.length == 3) {
            list.add(value);
            return;
        }
        int index = path[2].matches("\\d{1,3}") ? Integer.parseInt(path[2]) - 1 : list.size();
        ObjectNode holder = index >= 0 && index < list.size() ? (ObjectNode) list.get(index) : list.addObject();
        holder.put(CloudTrailNames.member(path[3]), value);
    }

    private static ServiceError invalid(String violation) {
        return new ServiceError(400, "ValidationError", "1 validation error detected: " + violation);
    }
}
