package io.tamperwatch.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.tamperwatch.event.ParseOutcome.Unreadable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads CloudTrail records. Accepts every 1.x version, keeps what it does not know, and never throws.
 *
 * <p>Indispensable are {@code eventID}, {@code eventTime}, {@code eventSource} and {@code eventName}. A record without
 * {@code eventVersion} is read as 1.0, one without {@code awsRegion} has an empty Region, one without
 * {@code userIdentity} an identity that says nothing. An optional member of an unexpected type does not make a record
 * unreadable: it is kept among the unknown ones. A member that occurs twice does, since readers differ about which one
 * counts.
 *
 * <p>Text that no store or protocol can carry (NUL, half a surrogate pair) is replaced with U+FFFD in the typed members;
 * {@link EventRecord#raw()} keeps it as written. Half a pair that stands in the raw text itself, which has no UTF-8 form,
 * is replaced there too. Safe for use by several threads.
 */
@Singleton
public final class EventRecordParser {

    /** CloudTrail's own limit is 256 KB, 1 MB for enriched records. */
    static final int MAX_CHARACTERS = 4_000_000;

    static final int MAX_DEPTH = 100;

    private final JsonFactory factory = ((JsonFactoryBuilder) JsonFactory.builder())
            // names come from whoever made the call: they do not belong in the JVM's table of strings
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            // thread locals would be filled anew by every virtual thread
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_CHARACTERS)
                    .build())
            .build();

    /** Reads one record from its JSON text. */
    public ParseOutcome parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            return new Unreadable("larger than any CloudTrail record", null);
        }
        if (text.startsWith("\uFEFF") || text.indexOf(0) >= 0) {
            // no JSON text holds either, but from bytes Jackson would skip the one and take the other for UTF-16
            return new Unreadable("not JSON: it holds a byte order mark or NUL", null);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean isAscii = bytes.length == text.length();
        String raw = isAscii ? text : Unicode.withoutHalfPairs(text);
        return parse(raw, isAscii ? bytes : raw.getBytes(StandardCharsets.UTF_8));
    }

    private ParseOutcome parse(String raw, byte[] bytes) {
        RecordDraft draft = new RecordDraft();
        try (JsonReading in = new JsonReading(factory.createParser(bytes), raw)) {
            draft.read(in);
            return draft.finish(raw);
        } catch (IOException e) {
            return new Unreadable(reason(e), draft.eventId());
        }
    }

    /** Never quotes the text, as Jackson's own messages do. */
    private static String reason(IOException problem) {
        return switch (problem) {
            case JsonReading.Unexpected e -> e.reason();
            case StreamConstraintsException _ -> "nested too deeply, or with a name or number of absurd length";
            case JsonEOFException _ -> "ends in the middle of its JSON text";
            case JsonProcessingException e -> notJson(e);
            default -> "cannot be read";
        };
    }

    private static String notJson(JsonProcessingException problem) {
        if (problem.getOriginalMessage().startsWith("Duplicate")) {
            return "a member occurs twice";
        }
        return "not JSON from byte %d on".formatted(problem.getLocation().getByteOffset());
    }
}
