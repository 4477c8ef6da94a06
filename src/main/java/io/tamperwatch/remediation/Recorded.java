package io.tamperwatch.remediation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tamperwatch.finding.Finding;
import java.util.List;
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
        return path.getLast().equals("tags") ? tags(value) : value;
    }

    /** CloudTrail writes the members of a tag in lower case, the API in upper case. */
    private static JsonNode tags(JsonNode recorded) {
        ArrayNode tags = JsonNodeFactory.instance.arrayNode();
        for (JsonNode tag : recorded) {
            tags.addObject()
                    .put("Key", tag.path("key").asText())
                    .put("Value", tag.path("value").asText());
        }
        return tags;
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
