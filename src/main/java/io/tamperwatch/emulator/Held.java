package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Things of one kind that users hold, each with an id. */
final class Held {

    private final Users users;
    private final String idName;
    private final String word;
    private final Map<String, Map<String, ObjectNode>> byUser = new TreeMap<>();

    /**
     * @param idName the member that holds the id
     * @param word what error messages call it
     */
    Held(Users users, String idName, String word) {
        this.users = users;
        this.idName = idName;
        this.word = word;
    }

    /** The user asked for, or the caller; it has to be there. */
    String owner(Parameters asked, Call call) {
        String name = Users.named(asked, call);
        users.existing(name);
        return name;
    }

    /** @throws ServiceError when the user holds {@code most} of those that count already */
    void add(String user, ObjectNode thing, int most, Predicate<ObjectNode> counts) {
        Map<String, ObjectNode> held = byUser.computeIfAbsent(user, nobody -> new LinkedHashMap<>());
        if (held.values().stream().filter(counts).count() >= most) {
            throw new ServiceError(
                    409, "LimitExceeded", "Cannot exceed quota for %ss per user: %d".formatted(word, most));
        }
        held.put(thing.get(idName).asText(), thing);
    }

    ObjectNode existing(Parameters asked, Call call) {
        String id = asked.required(idName, "\\w{16,128}");
        ObjectNode thing = of(owner(asked, call)).get(id);
        if (thing == null) {
            throw new ServiceError(404, "NoSuchEntity", "The %s with id %s cannot be found.".formatted(word, id));
        }
        return thing;
    }

    ObjectNode setStatus(Parameters asked, Call call) {
        String status = asked.required("Status", "Active|Inactive");
        existing(asked, call).put("Status", status);
        return Results.nothing();
    }

    ObjectNode remove(Parameters asked, Call call) {
        ObjectNode thing = existing(asked, call);
        of(owner(asked, call)).remove(thing.get(idName).asText());
        return Results.nothing();
    }

    /** Copies without what only a single answer shows. */
    List<ObjectNode> list(Parameters asked, Call call, String... without) {
        List<ObjectNode> listed = new ArrayList<>();
        of(owner(asked, call))
                .values()
                .forEach(thing -> listed.add(thing.deepCopy().without(List.of(without))));
        return listed;
    }

    boolean isHeldBy(String user) {
        return !of(user).isEmpty();
    }

    List<ObjectNode> all() {
        return byUser.values().stream().flatMap(held -> held.values().stream()).toList();
    }

    private Map<String, ObjectNode> of(String user) {
        return byUser.getOrDefault(user, new LinkedHashMap<>());
    }
}
