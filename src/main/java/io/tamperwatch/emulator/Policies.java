package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An account's policies: its own managed ones, inline ones, and what is attached to whom. They allow and forbid nothing here. */
final class Policies implements Family {

    private static final String VERSIONS = "PolicyVersionList";
    private static final int MOST_VERSIONS = 5;

    private final Account account;
    private final Users users;
    private final Groups groups;
    private final Roles roles;
    private final InlinePolicies inline;
    private final Attachments attachments;

    /** Managed policies with their versions, by ARN. */
    private final Map<String, ObjectNode> managed = new TreeMap<>();

    Policies(Account account, Users users, Groups groups, Roles roles) {
        this.account = account;
        this.users = users;
        this.groups = groups;
        this.roles = roles;
        Holders holders = new Holders(users, groups, roles);
        inline = new InlinePolicies(holders);
        attachments = new Attachments(holders, arn -> managed.containsKey(arn) || isOfAws(arn));
    }

    private static boolean isOfAws(String arn) {
        return arn.contains(":iam::aws:policy/");
    }

    @Override
    public @Nullable ObjectNode run(String action, Parameters asked, Call call) {
        return switch (action) {
            case "CreatePolicy" -> create(asked, call);
            case "GetPolicy" -> Results.of("Policy", told(existing(asked)));
            case "DeletePolicy" -> delete(asked);
            case "CreatePolicyVersion" -> createVersion(asked, call);
            case "GetPolicyVersion" -> Results.of("PolicyVersion", version(existing(asked), asked));
            case "ListPolicyVersions" -> Results.of("Versions", existing(asked).get(VERSIONS));
            case "SetDefaultPolicyVersion" -> setDefault(asked);
            case "ListEntitiesForPolicy" -> holdersOf(existing(asked).get("Arn").asText());
            case "GetAccountAuthorizationDetails" -> details(asked);
            default -> {
                ObjectNode result = inline.run(action, asked, call);
                yield result == null ? attachments.run(action, asked, call) : result;
            }
        };
    }

    private ObjectNode create(Parameters asked, Call call) {
        String name = asked.required("PolicyName", PolicyText.NAME);
        String arn = account.iamArn("policy/" + name);
        if (managed.containsKey(arn)) {
            throw new ServiceError(
                    409,
                    "EntityAlreadyExists",
                    "A policy called " + name + " already exists. Duplicate names are not allowed.");
        }
        ObjectNode policy = policy(arn, name, PolicyText.of(asked), Results.date(call.at()));
        managed.put(arn, policy);
        return Results.of("Policy", told(policy));
    }

    private ObjectNode policy(String arn, String name, String document, String date) {
        ObjectNode policy = Results.nothing()
                .put("PolicyName", name)
                .put("PolicyId", "ANPA" + Ids.user(account, name).substring(4))
                .put("Arn", arn)
                .put("Path", "/")
                .put("DefaultVersionId", "v1")
                .put("IsAttachable", true)
                .put("CreateDate", date);
        addVersion(policy.putArray(VERSIONS), "v1", document, date);
        return policy;
    }

    private static ObjectNode addVersion(ArrayNode versions, String id, String document, String date) {
        return versions.addObject()
                .put("Document", document)
                .put("VersionId", id)
                .put("IsDefaultVersion", true)
                .put("CreateDate", date);
    }

    private static ObjectNode told(ObjectNode policy) {
        return policy.deepCopy().without(List.of(VERSIONS));
    }

    private ObjectNode existing(Parameters asked) {
        String arn = asked.required("PolicyArn");
        ObjectNode policy = managed.get(arn);
        if (policy == null && isOfAws(arn)) {
            // what AWS's own policies say is not known here
            String nothing = PolicyText.encoded("{\"Version\":\"2012-10-17\",\"Statement\":[]}");
            return policy(arn, arn.substring(arn.lastIndexOf('/') + 1), nothing, "2015-02-06T18:40:57Z");
        }
        if (policy == null) {
            throw new ServiceError(404, "NoSuchEntity", "Policy " + arn + " was not found.");
        }
        return policy;
    }

    private ObjectNode delete(Parameters asked) {
        ObjectNode policy = existing(asked);
        String arn = policy.get("Arn").asText();
        if (!attachments.holdersOf(arn).isEmpty() || policy.get(VERSIONS).size() > 1) {
            throw new ServiceError(409, "DeleteConflict", "Cannot delete a policy that is attached or has versions.");
        }
        managed.remove(arn);
        return Results.nothing();
    }

    private ObjectNode createVersion(Parameters asked, Call call) {
        ObjectNode policy = existing(asked);
        ArrayNode versions = policy.withArray(VERSIONS);
        if (versions.size() >= MOST_VERSIONS) {
            throw new ServiceError(
                    409, "LimitExceeded", "A managed policy can have up to 5 versions. Delete one of them first.");
        }
        String id = "v" + (versions.size() + 1);
        ObjectNode version = addVersion(versions, id, PolicyText.of(asked), Results.date(call.at()));
        if ("true".equals(asked.optional("SetAsDefault"))) {
            makeDefault(policy, id);
        } else {
            version.put("IsDefaultVersion", false);
        }
        return Results.of("PolicyVersion", version.deepCopy().without(List.of("Document")));
    }

    private ObjectNode setDefault(Parameters asked) {
        ObjectNode policy = existing(asked);
        makeDefault(policy, version(policy, asked).get("VersionId").asText());
        return Results.nothing();
    }

    private static void makeDefault(ObjectNode policy, String id) {
        policy.put("DefaultVersionId", id);
        for (JsonNode version : policy.get(VERSIONS)) {
            ((ObjectNode) version)
                    .put("IsDefaultVersion", version.get("VersionId").asText().equals(id));
        }
    }

    private static ObjectNode version(ObjectNode policy, Parameters asked) {
        String id = asked.required("VersionId");
        for (JsonNode version : policy.get(VERSIONS)) {
            if (version.get("VersionId").asText().equals(id)) {
                return (ObjectNode) version;
            }
        }
        throw new ServiceError(404, "NoSuchEntity", "Policy version " + id + " does not exist.");
    }

    private ObjectNode holdersOf(String policy) {
        ObjectNode result = Results.nothing();
        for (String kind : List.of("User", "Group", "Role")) {
            String marker = ":" + kind.toLowerCase(java.util.Locale.ROOT) + "/";
            ArrayNode listed = result.putArray("Policy" + kind + "s");
            attachments.holdersOf(policy).stream()
                    .filter(arn -> arn.contains(marker))
                    .forEach(arn -> listed.addObject().put(kind + "Name", arn.substring(arn.lastIndexOf('/') + 1)));
        }
        return result.put("IsTruncated", false);
    }

    /** Users, groups, roles and managed policies, a page over all of them together. */
    private ObjectNode details(Parameters asked) {
        List<ObjectNode> all = new ArrayList<>();
        List<String> filter = asked.list("Filter");
        if (filter.isEmpty() || filter.contains("User")) {
            users.all().forEach(user -> all.add(entry("UserDetailList", user(user))));
        }
        if (filter.isEmpty() || filter.contains("Group")) {
            groups.all().forEach(group -> all.add(entry("GroupDetailList", holder(group, "GroupPolicyList"))));
        }
        if (filter.isEmpty() || filter.contains("Role")) {
            roles.all().forEach(role -> all.add(entry("RoleDetailList", holder(role, "RolePolicyList"))));
        }
        if (filter.isEmpty() || filter.contains("LocalManagedPolicy")) {
            managed.values().forEach(policy -> all.add(entry("Policies", counted(policy))));
        }
        return inLists(Results.page("All", all, asked));
    }

    private static ObjectNode inLists(ObjectNode page) {
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

    private ObjectNode user(ObjectNode user) {
        ObjectNode told = holder(user, "UserPolicyList");
        ArrayNode names = told.putArray("GroupList");
        groups.namesOf(user.get("UserName").asText()).forEach(names::add);
        return told;
    }

    private ObjectNode holder(ObjectNode told, String inlineList) {
        ObjectNode holder = told.deepCopy();
        String arn = told.get("Arn").asText();
        holder.set(inlineList, inline.of(arn));
        holder.putArray("AttachedManagedPolicies").addAll(attachments.of(arn));
        return holder;
    }

    private ObjectNode counted(ObjectNode policy) {
        int count = attachments.holdersOf(policy.get("Arn").asText()).size();
        return policy.deepCopy().put("AttachmentCount", count);
    }
}
