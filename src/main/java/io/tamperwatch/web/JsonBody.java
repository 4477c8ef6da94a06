package io.tamperwatch.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tamperwatch.web.Problem.Invalid;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request's JSON body, read member by member; what cannot be accepted is collected, so that a caller learns of all of
 * it at once. Null and an empty text count as not given.
 */
final class JsonBody {

    private static final String TIME = "a time as ISO 8601 writes it, with offset, 1970 to 9999: 2026-01-31T09:00:00Z";

    private final JsonNode given;
    private final List<Invalid> errors = new ArrayList<>();

    private JsonBody(JsonNode given) {
        this.given = given;
    }

    /**
     * Reads a body; one that is missing is an empty object.
     *
     * @param known the members the call takes; any other is an error
     * @throws InvalidRequest when it is no JSON object
     */
    static JsonBody of(@Nullable String body, ObjectMapper json, Set<String> known) {
        JsonBody read = new JsonBody(object(body, json));
        String allowed = "one of the members " + String.join(", ", known);
        read.given.properties().forEach(member -> {
            if (!known.contains(member.getKey())) {
                read.refuse(member.getKey(), member.getValue().toString(), allowed);
            }
        });
        return read;
    }

    private static JsonNode object(@Nullable String body, ObjectMapper json) {
        if (body == null || body.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode node = json.readTree(body);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            // told below, in the words of the API and not of the parser
        }
        throw new InvalidRequest("body", body, "a JSON object");
    }

    /** @throws InvalidRequest when anything read so far could not be accepted */
    void check() {
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
    }

    void refuse(String member, String value, String allowed) {
        errors.add(new Invalid(member, value, allowed));
    }

    /** Text people write: line breaks are part of it, other control characters are not. */
    @Nullable
    String prose(String member, int most) {
        String text = raw(member);
        if (text == null) {
            return null;
        }
        boolean strange = text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
        if (text.length() > most || strange) {
            refuse(member, text, "at most " + most + " characters, no control characters but line breaks");
            return null;
        }
        return text;
    }

    /** Text on one line. */
    @Nullable
    String text(String member) {
        String text = raw(member);
        if (text != null && !Parameters.isPlain(text)) {
            refuse(member, text, "at most 200 characters, no control characters");
            return null;
        }
        return text;
    }

    @Nullable
    Instant time(String member) {
        String text = raw(member);
        if (text == null) {
            return null;
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (Parameters.isAcceptedTime(instant)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // told below
        }
        refuse(member, text, TIME);
        return null;
    }

    /** The member's value, which has to be given; stands in for it with something when it is not. */
    <T> T required(@Nullable T value, String member, String allowed, T standIn) {
        boolean told = errors.stream().anyMatch(error -> error.field().equals(member));
        if (value == null && !told) {
            refuse(member, "", allowed);
        }
        return Objects.requireNonNullElse(value, standIn);
    }

    private @Nullable String raw(String member) {
        JsonNode value = given.get(member);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            refuse(member, value.toString(), "text");
            return null;
        }
        return value.textValue().isBlank() ? null : value.textValue();
    }
}
