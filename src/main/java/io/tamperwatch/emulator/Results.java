package io.tamperwatch.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers under the names of the API, whatever the protocol makes of them. */
final class Results {

    private static final int PAGE = 100;

    private Results() {}

    static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode of(String name, JsonNode value) {
        ObjectNode result = nothing();
        result.set(name, value);
        return result;
    }

    static String date(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The page of {@code items} that {@code MaxItems} and {@code Marker} ask for. */
    static ObjectNode page(String name, List<? extends JsonNode> items, Parameters asked) {
        int from = Math.min(start(asked.optional("Marker")), items.size());
        int to = Math.min(items.size(), from + asked.number("MaxItems", PAGE, 1, 1000));
        ArrayNode page = JsonNodeFactory.instance.arrayNode().addAll(items.subList(from, to));
        ObjectNode result = of(name, page).put("IsTruncated", to < items.size());
        if (to < items.size()) {
            result.put(
                    "Marker",
                    Base64.getEncoder().encodeToString(String.valueOf(to).getBytes(UTF_8)));
        }
        return result;
    }

    private static int start(@Nullable String marker) {
        try {
            return marker == null
                    ? 0
                    : Math.max(
                            0, Integer.parseInt(new String(Base64.getDecoder().decode(marker), UTF_8)));
        } catch (IllegalArgumentException notOurs) {
            throw new ServiceError(400, "ValidationError", "Invalid Marker.");
        }
    }
}
