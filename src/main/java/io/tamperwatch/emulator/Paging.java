package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Lists handed out in pages; a token is good for the list it came with, as long as that has not become shorter. */
final class Paging {

    private Paging() {}

    /**
     * Puts a page of what there is into the answer.
     *
     * @param most the most there is in a page when the caller wants no less
     */
    static ObjectNode page(ObjectNode answer, String field, List<ObjectNode> all, JsonNode asked, int most) {
        int size = Math.min(most, asked.path("MaxResults").asInt(most));
        int from = from(field, asked.path("NextToken").asText(""));
        int until = Math.min(all.size(), from + Math.max(1, size));
        if (from > all.size()) {
            throw invalid();
        }
        answer.putArray(field).addAll(all.subList(from, until));
        if (until < all.size()) {
            answer.put("NextToken", field + "-" + until);
        }
        return answer;
    }

    private static int from(String field, String token) {
        if (token.isEmpty()) {
            return 0;
        }
        try {
            if (token.startsWith(field + "-")) {
                return Integer.parseInt(token.substring(field.length() + 1));
            }
        } catch (NumberFormatException notOurs) {
            // refused like every other that is not ours
        }
        throw invalid();
    }

    private static ServiceError invalid() {
        return new ServiceError(400, "InvalidInputException", "You specified an invalid value for NextToken.");
    }
}
