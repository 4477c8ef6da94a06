package io.tamperwatch.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON object under construction; what is not known is left out. */
final class Members {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectNode object = JSON.objectNode();

    Members text(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            object.put(name, value);
        }
        return this;
    }

    /** Text of which the receiver takes no more than this many characters; never ends in half of one. */
    Members text(String name, @Nullable String value, int most) {
        return text(name, value == null ? null : cut(value, most));
    }

    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    Members number(String name, long value) {
        object.put(name, value);
        return this;
    }

    /** Milliseconds since 1970. */
    Members millis(String name, @Nullable Instant value) {
        if (value != null) {
            object.put(name, value.toEpochMilli());
        }
        return this;
    }

    Members flag(String name, @Nullable Boolean value) {
        if (value != null) {
            object.put(name, value);
        }
        return this;
    }

    /** Left out when it holds nothing. */
    Members object(String name, Members value) {
        if (!value.object.isEmpty()) {
            object.set(name, value.object);
        }
        return this;
    }

    Members texts(String name, List<String> values) {
        return array(name, values.stream().<JsonNode>map(JSON::textNode).toList());
    }

    Members objects(String name, List<Members> values) {
        return array(
                name,
                values.stream()
                        .<JsonNode>map(value -> value.object)
                        .filter(value -> !value.isEmpty())
                        .toList());
    }

    private Members array(String name, List<JsonNode> values) {
        if (!values.isEmpty()) {
            object.set(name, JSON.arrayNode().addAll(values));
        }
        return this;
    }

    /** The object's text. */
    String json() {
        return object.toString();
    }
}
