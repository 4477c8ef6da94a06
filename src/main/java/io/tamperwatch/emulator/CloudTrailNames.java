package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/** How CloudTrail writes the members and values of the API. */
final class CloudTrailNames {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss\u202fa", Locale.US)
            .withZone(ZoneOffset.UTC);

    private static final Set<String> SECRETS =
            Set.of("SecretAccessKey", "ServicePassword", "Base32StringSeed", "QRCodePNG");

    private CloudTrailNames() {}

    /** Only the first letter changes: {@code OpenIDConnectProviderArn} is {@code openIDConnectProviderArn}. */
    static String member(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** An answer of the API as {@code responseElements}; secrets are left out. */
    static JsonNode response(JsonNode result) {
        if (result.isObject()) {
            ObjectNode members = JsonNodeFactory.instance.objectNode();
            result.properties().forEach(member -> {
                if (!SECRETS.contains(member.getKey())) {
                    members.set(member(member.getKey()), value(member.getKey(), member.getValue()));
                }
            });
            return members;
        }
        if (result.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            result.forEach(item -> items.add(response(item)));
            return items;
        }
        return result;
    }

    private static JsonNode value(String name, JsonNode value) {
        boolean isDate = value.isTextual() && (name.endsWith("Date") || name.equals("Expiration"));
        return isDate ? TextNode.valueOf(date(Instant.parse(value.asText()))) : response(value);
    }

    /** A time within a request or an answer. */
    static String date(Instant at) {
        return DATE.format(at);
    }

    /** The {@code errorCode} of a record. */
    static String error(ServiceError error) {
        return switch (error.code()) {
            case "AccessDenied" -> "AccessDenied";
            case "ValidationError" -> "ValidationException";
            default -> error.code().endsWith("Exception") ? error.code() : error.code() + "Exception";
        };
    }
}
