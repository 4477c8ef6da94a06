package io.tamperwatch.event;

import org.jspecify.annotations.Nullable;

/** What became of a record's text: a typed record, or the reason why there is none. */
public sealed interface ParseOutcome {

    /** The text is a CloudTrail record. */
    record Parsed(EventRecord record) implements ParseOutcome {}

    /**
     * The text cannot be read as a CloudTrail record.
     *
     * @param reason what is wrong, for an operator; never contains the record's own text
     * @param eventId the record's id as far as it could be made out
     */
    record Unreadable(String reason, @Nullable String eventId) implements ParseOutcome {}
}
