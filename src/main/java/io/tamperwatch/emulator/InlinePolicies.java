package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Policies that users, groups and roles have to themselves. */
final class InlinePolicies implements Family {

    private static final Pattern OPERATION = Pattern.compile("(Put|Get|Delete|List)(User|Group|Role)(Policy|Policies)");

    private final Holders holders;

    /** By holder's ARN and policy's name. */
    private final Map<String, Map<String, String>> policies = new TreeMap<>();

    InlinePolicies(Holders holders) {
        this.holders = holders;
    }

    @Override
    public @Nullable ObjectNode run(String action, Parameters asked, Call call) {
        Holders.Asked about = holders.asked(OPERATION, action, asked);
        if (about == null) {
            return null;
        }
        Map<String, String> own = policies.computeIfAbsent(about.arn(), nothing -> new TreeMap<>());
        return switch (about.verb()) {
            case "PutPolicy" -> {
                own.put(asked.required("PolicyName", PolicyText.NAME), PolicyText.of(asked));
                yield Results.nothing();
            }
            case "GetPolicy" -> get(own, asked);
            case "DeletePolicy" -> {
                own.remove(existing(own, asked));
                yield Results.nothing();
            }
            case "ListPolicies" ->
                Results.page(
                        "PolicyNames",
                        own.keySet().stream().map(TextNode::valueOf).toList(),
                        asked);
            default -> null;
        };
    }

    private static ObjectNode get(Map<String, String> own, Parameters asked) {
        String name = existing(own, asked);
        ObjectNode result = Results.nothing();
        for (String holder : new String[] {"UserName", "GroupName", "RoleName"}) {
            if (asked.optional(holder) != null) {
                result.put(holder, asked.required(holder));
            }
        }
        return result.put("PolicyName", name).put("PolicyDocument", own.get(name));
    }

    private static String existing(Map<String, String> own, Parameters asked) {
        String name = asked.required("PolicyName");
        if (!own.containsKey(name)) {
            throw new ServiceError(404, "NoSuchEntity", "The policy with name " + name + " cannot be found.");
        }
        return name;
    }

    /** As the details of a holder list them. */
    ArrayNode of(String arn) {
        ArrayNode listed = JsonNodeFactory.instance.arrayNode();
        policies.getOrDefault(arn, Map.of())
                .forEach((name, document) ->
                        listed.addObject().put("PolicyName", name).put("PolicyDocument", document));
        return listed;
    }
}
