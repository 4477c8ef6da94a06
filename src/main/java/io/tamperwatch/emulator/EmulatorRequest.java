package io.tamperwatch.emulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived, before anything is checked.
 *
 * @param number counts from 1 over all requests
 * @param operation for example {@code LookupEvents}
 * @param account null when the access key is unknown
 * @param at by the emulator's clock
 * @param body JSON or a form, by service
 */
public record EmulatorRequest(
        long number,
        ServiceName service,
        String operation,
        @Nullable String account,
        String region,
        @Nullable String accessKeyId,
        Instant at,
        String body) {}
