package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** AWS Organizations: accounts in units below one root, as far as it can be listed. The first account added manages it. */
public final class Organization {

    /** The id of its root. */
    public static final String ROOT = "r-exam";

    /** AWS gives no more accounts in a page. */
    private static final int PAGE = 20;

    private record Unit(String id, String parent, String name) {}

    private record Member(Account account, String name, String unit, String state) {}

    private final Map<String, Unit> units = new ConcurrentSkipListMap<>();
    private final Map<String, Member> members = new ConcurrentSkipListMap<>();

    Organization() {}

    /** @param parent the root or another unit */
    public void unit(String id, String parent, String name) {
        units.put(id, new Unit(id, parent, name));
    }

    /**
     * An active account appears, or moves.
     *
     * @param unit the root or a unit
     */
    public void add(Account account, String name, String unit) {
        members.put(account.id(), new Member(account, name, unit, "ACTIVE"));
    }

    /** @param state for example {@code SUSPENDED} */
    public void state(Account account, String state) {
        members.computeIfPresent(account.id(), (id, was) -> new Member(was.account(), was.name(), was.unit(), state));
    }

    /** The account leaves. */
    public void remove(Account account) {
        members.remove(account.id());
    }

    ObjectNode run(String operation, JsonNode asked, Caller caller) {
        if (!members.containsKey(caller.account().id())) {
            throw new ServiceError(
                    400, "AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
        }
        return switch (operation) {
            case "ListAccounts" -> accounts(asked, member -> true);
            case "ListAccountsForParent" -> {
                String parent = parent(asked);
                yield accounts(asked, member -> member.unit().equals(parent));
            }
            case "ListOrganizationalUnitsForParent" -> units(asked, parent(asked));
            case "ListRoots" ->
                Paging.page(
                        Results.nothing(),
                        "Roots",
                        List.of(Results.nothing().put("Id", ROOT).put("Name", "Root")),
                        asked,
                        PAGE);
            default -> throw new ServiceError(400, "UnknownOperationException", "");
        };
    }

    private ObjectNode accounts(JsonNode asked, Predicate<Member> wanted) {
        List<ObjectNode> listed =
                members.values().stream().filter(wanted).map(Organization::told).toList();
        return Paging.page(Results.nothing(), "Accounts", listed, asked, PAGE);
    }

    private ObjectNode units(JsonNode asked, String parent) {
        List<ObjectNode> listed = units.values().stream()
                .filter(unit -> unit.parent().equals(parent))
                .map(unit -> Results.nothing().put("Id", unit.id()).put("Name", unit.name()))
                .toList();
        return Paging.page(Results.nothing(), "OrganizationalUnits", listed, asked, PAGE);
    }

    private String parent(JsonNode asked) {
        String parent = asked.path("ParentId").asText("");
        if (!parent.equals(ROOT) && !units.containsKey(parent)) {
            throw new ServiceError(400, "ParentNotFoundException", "You specified a parent that does not exist.");
        }
        return parent;
    }

    /** With the state only: AWS has retired the status. */
    private static ObjectNode told(Member member) {
        return Results.nothing()
                .put("Id", member.account().id())
                .put(
                        "Arn",
                        "arn:%s:organizations::%s:account/o-exampleorgid/%s"
                                .formatted(
                                        member.account().partition().id(),
                                        AwsEmulator.ACCOUNT.id(),
                                        member.account().id()))
                .put("Name", member.name())
                .put("State", member.state());
    }
}
