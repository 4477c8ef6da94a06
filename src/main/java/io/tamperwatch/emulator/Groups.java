package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An account's groups of users. */
final class Groups implements Family {

    private final Account account;
    private final Users users;
    private final Map<String, ObjectNode> groups = new TreeMap<>();
    private final Map<String, Set<String>> members = new TreeMap<>();

    Groups(Account account, Users users) {
        this.account = account;
        this.users = users;
    }

    @Override
    public @Nullable ObjectNode run(String action, Parameters asked, Call call) {
        return switch (action) {
            case "CreateGroup" -> create(asked, call);
            case "ListGroups" -> Results.page("Groups", List.copyOf(groups.values()), asked);
            case "AddUserToGroup" -> {
                members(asked).add(user(asked));
                yield Results.nothing();
            }
            case "RemoveUserFromGroup" -> {
                members(asked).remove(user(asked));
                yield Results.nothing();
            }
            case "ListGroupsForUser" ->
                Results.page(
                        "Groups", namesOf(user(asked)).stream().map(groups::get).toList(), asked);
            default -> null;
        };
    }

    @Override
    public boolean isHeldBy(String user) {
        return !namesOf(user).isEmpty();
    }

    private ObjectNode create(Parameters asked, Call call) {
        String name = asked.required("GroupName", "[\\w+=,.@-]{1,128}");
        if (groups.containsKey(name)) {
            throw new ServiceError(409, "EntityAlreadyExists", "Group with name " + name + " already exists.");
        }
        ObjectNode group = Results.nothing()
                .put("Path", "/")
                .put("GroupName", name)
                .put("GroupId", "AGPA" + Ids.user(account, "group " + name).substring(4))
                .put("Arn", account.iamArn("group/" + name))
                .put("CreateDate", Results.date(call.at()));
        groups.put(name, group);
        return Results.of("Group", group);
    }

    ObjectNode existing(Parameters asked) {
        String name = asked.required("GroupName");
        ObjectNode group = groups.get(name);
        if (group == null) {
            throw new ServiceError(404, "NoSuchEntity", "The group with name " + name + " cannot be found.");
        }
        return group;
    }

    List<ObjectNode> all() {
        return List.copyOf(groups.values());
    }

    /** Names of the groups a user is in. */
    List<String> namesOf(String user) {
        return members.entrySet().stream()
                .filter(group -> group.getValue().contains(user))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Set<String> members(Parameters asked) {
        return members.computeIfAbsent(existing(asked).get("GroupName").asText(), nobody -> new TreeSet<>());
    }

    private String user(Parameters asked) {
        return users.existing(asked.required("UserName")).get("UserName").asText();
    }
}
