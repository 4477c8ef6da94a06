package io.tamperwatch.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event as LookupEvents lists it.
 *
 * @param eventId null only when the service left it out
 * @param record the record's JSON text; empty when the service left it out
 */
public record LookedUpEvent(
        @Nullable String eventId,
        @Nullable String eventName,
        @Nullable Instant eventTime,
        String record) {}
