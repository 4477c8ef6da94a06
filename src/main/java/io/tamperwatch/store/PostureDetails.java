package io.tamperwatch.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.posture.Offender;
import io.tamperwatch.posture.PostureState;
import java.util.ArrayList;
import java.util.List;

/** What a posture check says beside its status, as JSON. */
record PostureDetails(String evidence, List<Offender> offenders, List<String> missing) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static String write(PostureState state) {
        ObjectNode details = JSON.createObjectNode().put("evidence", Text.storable(state.evidence()));
        ArrayNode offenders = details.putArray("offenders");
        for (Offender offender : state.offenders()) {
            offenders
                    .addObject()
                    .put("kind", offender.kind())
                    .put("name", Text.storable(offender.name()))
                    .put("why", Text.storable(offender.why()));
        }
        ArrayNode missing = details.putArray("missing");
        state.missing().forEach(missing::add);
        return details.toString();
    }

    static PostureDetails read(String text) {
        try {
            JsonNode details = JSON.readTree(text);
            List<Offender> offenders = new ArrayList<>();
            for (JsonNode each : details.path("offenders")) {
                offenders.add(new Offender(
                        each.path("kind").asText(),
                        each.path("name").asText(),
                        each.path("why").asText()));
            }
            List<String> missing = new ArrayList<>();
            details.path("missing").forEach(each -> missing.add(each.asText()));
            return new PostureDetails(details.path("evidence").asText(), offenders, missing);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the store holds posture details that are no JSON", e);
        }
    }
}
