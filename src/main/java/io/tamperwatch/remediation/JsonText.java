package io.tamperwatch.remediation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/**
 * JSON that is safe wherever a script puts it: printable ASCII without a quote that bash, JMESPath or HTML would take for
 * one of theirs. Whatever a value holds (line breaks, quotes, back quotes, dollars, changes of writing direction, NUL) is
 * an escape in it.
 */
final class JsonText {

    /** Printable, but with a meaning in one of the places the text gets to. */
    private static final String AWKWARD = "'`$<>&!";

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    static String of(JsonNode value) {
        JsonText json = new JsonText();
        json.write(value);
        return json.text.toString();
    }

    static String of(String value) {
        JsonText json = new JsonText();
        json.string(value);
        return json.text.toString();
    }

    private void write(JsonNode value) {
        if (value.isObject()) {
            object(value.properties().iterator());
        } else if (value.isArray()) {
            text.append('[');
            for (int i = 0; i < value.size(); i++) {
                text.append(i == 0 ? "" : ",");
                write(value.get(i));
            }
            text.append(']');
        } else if (value.isTextual()) {
            string(value.textValue());
        } else if (value.isNumber() || value.isBoolean()) {
            text.append(value.asText());
        } else {
            text.append("null");
        }
    }

    private void object(Iterator<Map.Entry<String, JsonNode>> members) {
        text.append('{');
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            string(member.getKey());
            text.append(':');
            write(member.getValue());
            text.append(members.hasNext() ? "," : "");
        }
        text.append('}');
    }

    /** By UTF-16 units, as JSON's escapes are. */
    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || c > '~' || AWKWARD.indexOf(c) >= 0) {
                        text.append("\\u%04x".formatted((int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
