package io.tamperwatch.remediation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tamperwatch.catalogue.RemedyInput;
import org.jspecify.annotations.Nullable;

/** Where the values of remedies come from. */
interface Places {

    /** What is at a place; null when nothing is. */
    @Nullable
    JsonNode at(String place);

    /** The input with the first value that fits, or else with what it is otherwise. */
    default Given give(RemedyInput input) {
        for (String place : input.from()) {
            JsonNode value = at(place);
            if (value != null && fits(input.form(), place, value)) {
                return new Given(input, value);
            }
        }
        return new Given(input, input.otherwise() == null ? null : constant(input));
    }

    /** The text at a place; null when there is none. */
    default @Nullable String text(String place) {
        JsonNode value = at(place);
        return value == null || value.isContainerNode() ? null : value.asText();
    }

    private static JsonNode constant(RemedyInput input) {
        String text = String.valueOf(input.otherwise());
        return switch (input.form()) {
            case TEXT, PLAIN -> TextNode.valueOf(text);
            case LIST, JSON -> Recorded.parse(text);
        };
    }

    private static boolean fits(RemedyInput.Form form, String place, JsonNode value) {
        return switch (form) {
            case TEXT -> value.isTextual() && !value.textValue().isEmpty();
            case LIST -> value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
            case JSON -> true;
            // the catalogue's loader refuses others; here it must not depend on that
            case PLAIN -> RemedyInput.CONSTANT_PLACES.contains(place);
        };
    }
}
