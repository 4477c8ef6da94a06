package io.tamperwatch.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An account's policies: its own managed ones, inline ones, and what is attached to whom. They allow and forbid nothing here. */
final class Policies implements Family {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "[\\w+=,.@-]{1,128}";

    private final Account account;
    private final Users users;
    private final Roles roles;

    /** Managed policies by ARN. */
    private final Map<String, ObjectNode> managed = new TreeMap<>();
    /** By holder's ARN: inline policies by name, and ARNs of what is attached. */
    private final Map<String, Map<String, String>> inline = new TreeMap<>();

    private final Map<String, Set<String>> attached = new TreeMap<>();

    Policies(Account account, Users users, Roles roles) {
        this.account = account;
        this.users = users;
        this.roles = roles;
    }

    @Override
    public @Nullable ObjectNode run(String action, Parameters asked, Call call) {
        return switch (action) {
            case "CreatePolicy" -> create(asked, call);
            case "PutUserPolicy" -> put(user(asked), asked);
            case "PutRolePolicy" -> put(role(asked), asked);
            case "AttachUserPolicy" -> attach(user(asked), asked);
            case "AttachRolePolicy" -> attach(role(asked), asked);
            case "GetAccountAuthorizationDetails" -> details(asked);
            default -> null;
        };
    }

    private String user(Parameters asked) {
        return users.existing(asked.required("UserName")).get("Arn").asText();
    }

    private String role(Parameters asked) {
        return roles.get(asked).path("Role").get("Arn").asText();
    }

    private ObjectNode create(Parameters asked, Call call) {
        String name = asked.required("PolicyName", NAME);
        String arn = account.iamArn("policy/" + name);
        if (managed.containsKey(arn)) {
            throw new ServiceError(
                    409,
                    "EntityAlreadyExists",
                    "A policy called " + name + " already exists. Duplicate names are not allowed.");
        }
        ObjectNode policy = Results.nothing()
                .put("PolicyName", name)
                .put("PolicyId", "ANPA" + Ids.user(account, name).substring(4))
                .put("Arn", arn)
                .put("Path", "/")
                .put("DefaultVersionId", "v1")
                .put("IsAttachable", true)
                .put("CreateDate", Results.date(call.at()));
        ObjectNode told = policy.deepCopy();
        policy.putArray("PolicyVersionList")
                .addObject()
                .put("Document", document(asked))
                .put("VersionId", "v1")
                .put("IsDefaultVersion", true)
                .put("CreateDate", Results.date(call.at()));
        managed.put(arn, policy);
        return Results.of("Policy", told);
    }

    private ObjectNode put(String holder, Parameters asked) {
        inline.computeIfAbsent(holder, added -> new TreeMap<>())
                .put(asked.required("PolicyName", NAME), document(asked));
        return Results.nothing();
    }

    private ObjectNode attach(String holder, Parameters asked) {
        String arn = asked.required("PolicyArn");
        if (!managed.containsKey(arn) && !arn.contains(":iam::aws:policy/")) {
            throw new ServiceError(404, "NoSuchEntity", "Policy " + arn + " does not exist or is not attachable.");
        }
        attached.computeIfAbsent(holder, added -> new TreeSet<>()).add(arn);
        return Results.nothing();
    }

    /** Users, roles and managed policies, a page over all of them together. */
    private ObjectNode details(Parameters asked) {
        List<ObjectNode> all = new ArrayList<>();
        List<String> filter = asked.list("Filter");
        if (filter.isEmpty() || filter.contains("User")) {
            users.all().forEach(user -> all.add(entry("UserDetailList", holder(user, "UserPolicyList"))));
        }
        if (filter.isEmpty() || filter.contains("Role")) {
            roles.all().forEach(role -> all.add(entry("RoleDetailList", holder(role, "RolePolicyList"))));
        }
        if (filter.isEmpty() || filter.contains("LocalManagedPolicy")) {
            managed.values().forEach(policy -> all.add(entry("Policies", counted(policy))));
        }
        ObjectNode page = Results.page("All", all, asked);
        ObjectNode result = Results.nothing();
        for (String list : List.of("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies")) {
            ArrayNode entries = result.putArray(list);
            page.path("All").forEach(each -> {
                if (each.has(list)) {
                    entries.add(each.get(list));
                }
            });
        }
        page.remove("All");
        return result.setAll(page);
    }

    private static ObjectNode entry(String list, ObjectNode detail) {
        return Results.of(list, detail);
    }

    private ObjectNode holder(ObjectNode told, String inlineList) {
        ObjectNode holder = told.deepCopy();
        String arn = told.get("Arn").asText();
        ArrayNode policies = JsonNodeFactory.instance.arrayNode();
        inline.getOrDefault(arn, Map.of())
                .forEach((name, document) ->
                        policies.addObject().put("PolicyName", name).put("PolicyDocument", document));
        holder.set(inlineList, policies);
        ArrayNode arns = holder.putArray("AttachedManagedPolicies");
        attached.getOrDefault(arn, Set.of())
                .forEach(policy -> arns.addObject()
                        .put("PolicyName", policy.substring(policy.lastIndexOf('/') + 1))
                        .put("PolicyArn", policy));
        return holder;
    }

    private ObjectNode counted(ObjectNode policy) {
        String arn = policy.get("Arn").asText();
        long count =
                attached.values().stream().filter(arns -> arns.contains(arn)).count();
        return policy.deepCopy().put("AttachmentCount", count);
    }

    private static String document(Parameters asked) {
        String document = asked.required("PolicyDocument");
        try {
            JsonNode parsed = JSON.readTree(document);
            if (parsed.isObject()) {
                return URLEncoder.encode(document, UTF_8).replace("+", "%20");
            }
        } catch (JsonProcessingException notJson) {
            // refused like everything else that is not an object
        }
        throw new ServiceError(400, "MalformedPolicyDocument", "Syntax errors in policy.");
    }
}
