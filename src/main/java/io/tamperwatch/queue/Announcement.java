package io.tamperwatch.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.ParseOutcome.Parsed;
import io.tamperwatch.event.ParseOutcome.Unreadable;
import java.util.Objects;

/**
 * What a message says has happened. Whoever may send to the queue can say anything: it only tells what to look for.
 *
 * @param accountId twelve digits
 */
record Announcement(String accountId, EventRecord record) {

    /** What a message was read as. */
    sealed interface Reading {

        record Announced(Announcement announcement) implements Reading {}

        /** An event of another kind. */
        record Other() implements Reading {}

        /** @param reason never with the message's own text */
        record Malformed(String reason) implements Reading {}
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OF_CLOUDTRAIL = "via CloudTrail";

    /** Reads EventBridge's envelope and the record in it. */
    static Reading read(String body, EventRecordParser parser) {
        JsonNode envelope;
        try {
            envelope = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return new Reading.Malformed("not JSON");
        }
        if (envelope == null || !envelope.path("detail-type").isTextual()) {
            return new Reading.Malformed("not an event of EventBridge: it has no detail-type");
        }
        if (!envelope.path("detail-type").textValue().endsWith(OF_CLOUDTRAIL)) {
            return new Reading.Other();
        }
        return switch (parser.parse(envelope.path("detail").toString())) {
            case Unreadable unreadable -> new Reading.Malformed("detail: " + unreadable.reason());
            case Parsed(var record) -> of(record, envelope.path("account").asText());
        };
    }

    private static Reading of(EventRecord record, String envelopes) {
        String account = Objects.requireNonNullElse(record.recipientAccountId(), envelopes);
        return account.matches("\\d{12}")
                ? new Reading.Announced(new Announcement(account, record))
                : new Reading.Malformed("it names no account");
    }
}
