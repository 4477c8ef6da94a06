package io.tamperwatch.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads {@code addendum}. No recorded example is public, so both documented forms of the field list are taken. */
final class AddendumReading {

    private AddendumReading() {}

    /** What is not understood goes into {@code unknown} under {@code addendum}. */
    static @Nullable Addendum read(JsonReading in, ObjectNode unknown) throws IOException {
        JsonNode tree = in.tree();
        if (!(tree instanceof ObjectNode members)) {
            keep(tree, unknown);
            return null;
        }
        Addendum addendum = new Addendum(
                take(members, "reason"),
                updatedFields(members),
                take(members, "originalRequestID"),
                originalEventId(members));
        keep(members.isEmpty() ? null : members, unknown);
        return addendum;
    }

    private static void keep(@Nullable JsonNode rest, ObjectNode unknown) {
        if (rest != null) {
            unknown.set("addendum", rest);
        }
    }

    private static @Nullable String originalEventId(ObjectNode members) {
        JsonNode id = members.get("originalEventID");
        return id != null && EventId.isOne(id.asText()) ? take(members, "originalEventID") : null;
    }

    private static @Nullable String take(ObjectNode members, String name) {
        JsonNode value = members.get(name);
        if (value == null || !value.isTextual()) {
            return null;
        }
        members.remove(name);
        return value.textValue();
    }

    private static List<String> updatedFields(ObjectNode members) {
        String listed = take(members, "updatedFields");
        if (listed != null) {
            return Arrays.stream(listed.split(",", -1))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
        }
        JsonNode names = members.get("updatedFields");
        if (names == null || !names.isArray()) {
            return List.of();
        }
        members.remove("updatedFields");
        return StreamSupport.stream(names.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
