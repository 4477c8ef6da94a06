package io.tamperwatch.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The committed OpenAPI document, and what it says an answer must look like. Strict: a member it does not name, or names and
 * is not there, is a breach.
 */
final class ApiContract {

    private static final List<String> METHODS = List.of("get", "post", "put", "delete", "patch");

    /** One operation. */
    record Operation(String id, String method, String path, JsonNode description) {}

    private final JsonNode document;

    private ApiContract(JsonNode document) {
        this.document = document;
    }

    static ApiContract committed() {
        try {
            return new ApiContract(new ObjectMapper(new YAMLFactory())
                    .readTree(Path.of("docs/openapi.yaml").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By id, as the document orders them. */
    Map<String, Operation> operations() {
        Map<String, Operation> all = new LinkedHashMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        String id = method.getValue().path("operationId").asText();
                        all.put(id, new Operation(id, method.getKey(), path.getKey(), method.getValue()));
                    }
                }));
        return all;
    }

    /** What is wrong with an answer to an operation; nothing when it is as described. */
    List<String> breaches(Operation operation, Answer answer) {
        JsonNode described = resolved(operation.description().path("responses").path(String.valueOf(answer.status())));
        if (described.isMissingNode()) {
            return List.of("status " + answer.status() + " is not described: " + answer.body());
        }
        if (!described.has("content")) {
            return answer.body().isEmpty() ? List.of() : List.of("a body is not described for " + answer.status());
        }
        JsonNode media = described.path("content").path(answer.type());
        if (media.isMissingNode()) {
            return List.of("type " + answer.type() + " is not described for " + answer.status());
        }
        List<String> breaches = new ArrayList<>();
        if (answer.type().endsWith("json") && !answer.type().contains("ndjson")) {
            check(media.path("schema"), answer.json(), "$", breaches);
        }
        return breaches;
    }

    /** What is wrong with the examples of an operation's bodies, or that they are missing. */
    List<String> exampleBreaches(Operation operation) {
        List<String> breaches = new ArrayList<>();
        operation
                .description()
                .path("responses")
                .properties()
                .forEach(answer -> resolved(answer.getValue())
                        .path("content")
                        .properties()
                        .forEach(media ->
                                example(media.getKey(), media.getValue(), "answer " + answer.getKey(), breaches)));
        resolved(operation.description().path("requestBody"))
                .path("content")
                .properties()
                .forEach(media -> example(media.getKey(), media.getValue(), "request", breaches));
        return breaches;
    }

    private void example(String type, JsonNode media, String where, List<String> breaches) {
        if (media.has("examples") || "binary".equals(media.at("/schema/format").asText())) {
            return;
        }
        if (!media.has("example")) {
            breaches.add(where + " " + type + " has no example");
        } else if (type.endsWith("json")) {
            check(media.path("schema"), media.path("example"), where, breaches);
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private void check(JsonNode unresolved, JsonNode value, String at, List<String> breaches) {
        JsonNode schema = resolved(unresolved);
        if (schema.has("anyOf")) {
            checkAny(schema.path("anyOf"), value, at, breaches);
            return;
        }
        if (!isOfType(schema.path("type"), value)) {
            breaches.add(at + " is no " + schema.path("type") + ": " + value);
            return;
        }
        if (value.isNull()) {
            return;
        }
        if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            breaches.add(at + " is none of " + schema.path("enum") + ": " + value);
        }
        if ("date-time".equals(schema.path("format").asText()) && !isTime(value.asText())) {
            breaches.add(at + " is no time: " + value);
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            check(schema.path("items"), value.get(i), at + "[" + i + "]", breaches);
        }
        if (value.isObject()) {
            checkMembers(schema, value, at, breaches);
        }
    }

    private void checkAny(JsonNode alternatives, JsonNode value, String at, List<String> breaches) {
        List<String> all = new ArrayList<>();
        for (JsonNode alternative : alternatives) {
            List<String> wrong = new ArrayList<>();
            check(alternative, value, at, wrong);
            if (wrong.isEmpty()) {
                return;
            }
            all.addAll(wrong);
        }
        breaches.addAll(all);
    }

    private void checkMembers(JsonNode schema, JsonNode value, String at, List<String> breaches) {
        JsonNode members = schema.path("properties");
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                breaches.add(at + "." + name.asText() + " is missing");
            }
        });
        value.properties().forEach(member -> {
            JsonNode described = members.path(member.getKey());
            JsonNode others = schema.path("additionalProperties");
            if (!described.isMissingNode()) {
                check(described, member.getValue(), at + "." + member.getKey(), breaches);
            } else if (others.isObject()) {
                check(others, member.getValue(), at + "." + member.getKey(), breaches);
            } else if (schema.has("properties")) {
                breaches.add(at + "." + member.getKey() + " is not described");
            }
        });
    }

    private static boolean isOfType(JsonNode types, JsonNode value) {
        if (types.isMissingNode()) {
            return true;
        }
        return types.isTextual()
                ? isOf(types.asText(), value)
                : StreamSupport.stream(types.spliterator(), false).anyMatch(type -> isOf(type.asText(), value));
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalStateException("unheard-of type " + type);
        };
    }

    private static boolean contains(JsonNode among, JsonNode value) {
        return StreamSupport.stream(among.spliterator(), false).anyMatch(value::equals);
    }

    private static boolean isTime(String text) {
        try {
            return OffsetDateTime.parse(text).toString().length() > 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
