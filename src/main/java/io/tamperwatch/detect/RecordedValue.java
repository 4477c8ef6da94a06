package io.tamperwatch.detect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tamperwatch.event.EventRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a record, as the catalogue's files write it: a request parameter such as {@code userName}, or a member of
 * the answer such as {@code responseElements.accessKey.accessKeyId}.
 */
record RecordedValue(boolean inAnswer, List<String> members) {

    private static final String ANSWER = "responseElements";

    static RecordedValue at(String path) {
        List<String> members = List.of(path.split("\\.", -1));
        boolean inAnswer = members.getFirst().equals(ANSWER);
        return new RecordedValue(inAnswer, inAnswer ? members.subList(1, members.size()) : members);
    }

    /** Null when nothing is recorded there, or something that is no text. */
    @Nullable
    String in(EventRecord record) {
        JsonNode value = inAnswer ? record.responseElements() : record.requestParameters();
        for (String member : members) {
            value = value == null ? null : value.get(member);
        }
        return value == null || !value.isTextual() ? null : value.textValue();
    }
}
