package io.tamperwatch.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one JSON text. A member whose value is not of the type asked for is put aside under its name instead of
 * being refused. Sub-trees are built here rather than by an ObjectMapper so that their text is made storable on the way.
 */
final class JsonReading implements Closeable {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;

    /** Only an escape can hide a character that the raw text does not show. */
    private final boolean hasEscapes;

    JsonReading(JsonParser parser, String raw) {
        this.parser = parser;
        this.hasEscapes = raw.contains("\\u");
    }

    /** Moves into the object the text consists of. */
    void begin() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new Unexpected("empty");
        }
        if (first != JsonToken.START_OBJECT) {
            throw new Unexpected("not a JSON object");
        }
    }

    void end() throws IOException {
        if (parser.nextToken() != null) {
            throw new Unexpected("something follows the record");
        }
    }

    /** Moves to the next member's value; null, and behind the object, when there is none. */
    @Nullable
    String nextMember() throws IOException {
        String name = parser.nextFieldName();
        if (name == null) {
            return null;
        }
        parser.nextToken();
        return name;
    }

    /** Whether the value is an object, which is then entered; otherwise it is put aside. */
    boolean entersObject(String name, ObjectNode aside) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        putAside(name, aside);
        return false;
    }

    @Nullable
    String text(String name, ObjectNode aside) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return text();
        }
        putAside(name, aside);
        return null;
    }

    /** As {@link #text(String, ObjectNode)}, but a number's digits count as text. */
    @Nullable
    String textOrNumber(String name, ObjectNode aside) throws IOException {
        return parser.currentToken().isNumeric() ? parser.getText() : text(name, aside);
    }

    /** CloudTrail writes some truth values as such and some as text. */
    @Nullable
    Boolean flag(String name, ObjectNode aside) throws IOException {
        String word = parser.currentToken().isScalarValue() ? parser.getText() : "";
        if (word.equals("true") || word.equals("false")) {
            return word.equals("true");
        }
        putAside(name, aside);
        return null;
    }

    boolean isTrue(String name, ObjectNode aside) throws IOException {
        return Boolean.TRUE.equals(flag(name, aside));
    }

    /** The value whatever it is; null for JSON's null. */
    @Nullable
    JsonNode tree() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : node();
    }

    void putAside(String name, ObjectNode aside) throws IOException {
        JsonNode value = tree();
        if (value != null) {
            aside.set(storable(name), value);
        }
    }

    private JsonNode node() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> NODES.textNode(text());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new Unexpected("not JSON");
        };
    }

    private JsonNode object() throws IOException {
        ObjectNode object = NODES.objectNode();
        for (String name = nextMember(); name != null; name = nextMember()) {
            object.set(storable(name), node());
        }
        return object;
    }

    private JsonNode array() throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(node());
        }
        return array;
    }

    private JsonNode integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private String text() throws IOException {
        return storable(parser.getText());
    }

    private String storable(String text) {
        return hasEscapes ? Unicode.storable(text) : text;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** The text is JSON, but not what a record looks like. */
    static final class Unexpected extends IOException {

        private static final long serialVersionUID = 1L;

        private final String reason;

        Unexpected(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }
}
