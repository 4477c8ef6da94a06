package io.tamperwatch.finding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be read. It is kept as it came until somebody, or a later version, can make sense of it.
 *
 * @param id the event id where there is one, else the SHA-256 of the text in hexadecimal
 * @param account the account's name in the configuration
 * @param region where it was read
 * @param eventName as LookupEvents named it beside the record
 * @param reason why it could not be read
 * @param quarantinedAt our time, when it was first met
 * @param record the text exactly as it came
 */
public record QuarantinedRecord(
        String id,
        String account,
        String region,
        @Nullable String eventName,
        String reason,
        Instant quarantinedAt,
        String record) {}
