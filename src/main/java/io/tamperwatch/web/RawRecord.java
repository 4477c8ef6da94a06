package io.tamperwatch.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Stored text on its way into a JSON answer. */
final class RawRecord {

    private RawRecord() {}

    /**
     * The text as it is when it is one JSON value, else as a JSON string. Whoever wrote the record must not be able to
     * end the member it stands in.
     */
    static String asJson(String text, ObjectMapper json) {
        return isOneValue(text, json) ? text : quoted(text, json);
    }

    private static boolean isOneValue(String text, ObjectMapper json) {
        try (JsonParser parser = json.getFactory().createParser(text)) {
            parser.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static String quoted(String text, ObjectMapper json) {
        try {
            return json.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
