package io.tamperwatch.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one text: a log file of CloudTrail, the answer of {@code aws cloudtrail lookup-events}, an array of
 * records, or records one after the other. Of nearly every record it sees source and name only. Where the text is broken it
 * says so and goes on at the next record.
 */
final class LogReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            // names come from whoever made the call: they neither belong in the JVM's table of strings, nor may they
            // stop us
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(2_000).build())
            .build();

    private static final String LOG_FILE = "{\"Records\":[";

    /** Where what was read goes. */
    interface Sink {

        /** A record that may be one for the detections, as it is written. */
        void record(String text, long position);

        /** Something at this position that cannot be read, or not as a record. */
        void unreadable(long position, String reason);

        /** One more record, of interest or not. */
        void counted();

        /** The text is another one of CloudTrail's, which holds no records. */
        void noRecords();
    }

    private final Interest interest;
    private final Sink sink;
    private final RecordWindow window;

    /** From a position of the parser's to one of the text. */
    private long shift;

    /** Where the record begins that is being read, or was read last; never goes back. */
    private long recordAt;

    /** What stands before the records in a text of this kind; empty when they stand one after the other. */
    private String opening = "";

    private boolean found;

    private LogReader(InputStream text, Interest interest, Sink sink) {
        this.interest = interest;
        this.sink = sink;
        this.window = new RecordWindow(text);
    }

    /** @throws IOException when the text cannot be read on */
    static void read(InputStream text, Interest interest, Sink sink) throws IOException {
        new LogReader(text, interest, sink).read();
    }

    private void read() throws IOException {
        InputStream rest = window;
        while (rest != null) {
            try (JsonParser parser = FACTORY.createParser(rest)) {
                readAll(parser);
                rest = null;
            } catch (JsonProcessingException e) {
                long at = e.getLocation() == null ? recordAt : e.getLocation().getByteOffset() + shift;
                sink.unreadable(Math.max(at, recordAt), reason(e));
                rest = behind(e);
            }
        }
    }

    /** The text from the next record on, as if the file began there; null when there is none. */
    private @Nullable InputStream behind(JsonProcessingException problem) throws IOException {
        boolean linesOnly = opening.isEmpty();
        if (problem instanceof JsonEOFException && !linesOnly) {
            return null;
        }
        long position = window.seekRecord(recordAt + 1, linesOnly);
        if (position < 0) {
            return null;
        }
        shift = position - opening.length();
        recordAt = position;
        byte[] before = opening.getBytes(StandardCharsets.US_ASCII);
        return new SequenceInputStream(new ByteArrayInputStream(before), window);
    }

    private static String reason(JsonProcessingException problem) {
        return switch (problem) {
            case StreamConstraintsException _ -> "nested too deeply, or with a name or number of absurd length";
            case JsonEOFException _ -> "ends in the middle of its JSON text";
            default -> "not JSON";
        };
    }

    private void readAll(JsonParser parser) throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            found = true;
            if (parser.currentTokenLocation().getByteOffset() < 0) {
                sink.unreadable(0, "not UTF-8");
                return;
            }
            switch (token) {
                case START_OBJECT -> readObject(parser, true);
                case START_ARRAY -> readArray(parser, "[");
                default -> sink.unreadable(position(parser), "not a CloudTrail record");
            }
        }
        if (!found) {
            sink.unreadable(0, "empty");
        }
    }

    private long position(JsonParser parser) {
        return parser.currentTokenLocation().getByteOffset() + shift;
    }

    private void readArray(JsonParser parser, String begun) throws IOException {
        opening = begun;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                readObject(parser, false);
            } else {
                sink.unreadable(position(parser), "not a CloudTrail record");
                parser.skipChildren();
            }
        }
        opening = "";
    }

    /** What one object turned out to be, as far as it was read. */
    private static final class Seen {
        private @Nullable String source;
        private @Nullable String name;
        private boolean noRecord;
    }

    /** @param whole whether it may be a file's whole content instead of a record */
    private void readObject(JsonParser parser, boolean whole) throws IOException {
        recordAt = Math.max(recordAt, position(parser));
        window.forgetBefore(recordAt);
        Seen seen = new Seen();
        for (String member = parser.nextFieldName(); member != null; member = parser.nextFieldName()) {
            readMember(member, parser, whole, seen);
            if (!seen.noRecord && !interest.mayBe(seen.source, seen.name)) {
                skipToEnd(parser);
                sink.counted();
                return;
            }
        }
        if (!seen.noRecord) {
            take(parser);
        }
    }

    private void readMember(String member, JsonParser parser, boolean whole, Seen seen) throws IOException {
        JsonToken value = parser.nextToken();
        switch (member) {
            case "eventSource" -> seen.source = text(parser);
            case "eventName" -> seen.name = text(parser);
            case "Records", "Events" -> {
                if (whole && value == JsonToken.START_ARRAY) {
                    seen.noRecord = true;
                    readArray(parser, LOG_FILE);
                }
            }
            case "CloudTrailEvent" -> {
                if (value == JsonToken.VALUE_STRING) {
                    seen.noRecord = true;
                    sink.counted();
                    sink.record(parser.getText(), recordAt);
                }
            }
            case "digestStartTime", "insightDetails" -> {
                seen.noRecord = true;
                sink.noRecords();
            }
            default -> {}
        }
        // nothing where a value was read above
        parser.skipChildren();
    }

    private static @Nullable String text(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
    }

    private static void skipToEnd(JsonParser parser) throws IOException {
        for (int open = 1; open > 0; ) {
            switch (parser.nextToken()) {
                case START_OBJECT, START_ARRAY -> open++;
                case END_OBJECT, END_ARRAY -> open--;
                default -> {}
            }
        }
    }

    private void take(JsonParser parser) {
        long end = parser.currentLocation().getByteOffset() + shift;
        sink.counted();
        if (window.holds(recordAt)) {
            sink.record(window.text(recordAt, end), recordAt);
        } else {
            sink.unreadable(recordAt, "larger than any CloudTrail record");
        }
    }
}
