package io.tamperwatch.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says that a record was delivered late or replaces parts of an earlier one (eventVersion 1.08 and later).
 *
 * @param reason {@code DELIVERY_DELAY}, {@code UPDATED_DATA} or {@code SERVICE_OUTAGE}; kept as text, AWS may add more
 * @param updatedFields names of the fields the record replaces; empty when CloudTrail names none
 * @param originalRequestId request id of the amended record
 * @param originalEventId event id of the amended record; null when nothing was stored before
 */
public record Addendum(
        @Nullable String reason,
        List<String> updatedFields,
        @Nullable String originalRequestId,
        @Nullable String originalEventId) {

    public Addendum {
        updatedFields = List.copyOf(updatedFields);
    }
}
