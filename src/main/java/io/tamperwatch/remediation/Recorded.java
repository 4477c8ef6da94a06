package io.tamperwatch.remediation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.finding.Finding;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a finding's record holds of the request and of the answer. */
final class Recorded {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Recorded() {}

    /**
     * A member of the record; null when it is not there.
     *
     * @param path beginning with {@code request} or {@code response}
     */
    static @Nullable JsonNode at(Finding finding, List<String> path) {
        JsonNode value = parse(finding.record())
                .path(path.getFirst().equals("request") ? "requestParameters" : "responseElements");
        for (String member : path.subList(1, path.size())) {
            value = value.path(member);
        }
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return path.getLast().equals("tags") ? inWordsOfTheApi(value) : value;
    }

    /** CloudTrail begins the names of members with a small letter, the API with a capital one; values stay. */
    static JsonNode inWordsOfTheApi(JsonNode recorded) {
        if (recorded.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            recorded.forEach(item -> items.add(inWordsOfTheApi(item)));
            return items;
        }
        if (!recorded.isObject()) {
            return recorded;
        }
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        recorded.properties().stream()
                .filter(member ->
                        !member.getValue().isNull() && !member.getKey().isEmpty())
                .forEach(member -> members.set(
                        member.getKey().substring(0, 1).toUpperCase(Locale.ROOT)
                                + member.getKey().substring(1),
                        inWordsOfTheApi(member.getValue())));
        return members;
    }

    static JsonNode parse(String record) {
        try {
            return JSON.readTree(record);
        } catch (JsonProcessingException unreadable) {
            // then it tells nothing
            return MissingNode.getInstance();
        }
    }
}
