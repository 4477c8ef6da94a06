package io.tamperwatch.finding;

import org.jspecify.annotations.Nullable;

/**
 * From where the call came.
 *
 * @param sourceAddress an address, a service's DNS name or {@code AWS Internal}, as recorded
 * @param userAgent as sent by the caller, who may write anything into it
 * @param console whether the call came through a console session; null when the record cannot tell
 */
public record Origin(
        @Nullable String sourceAddress,
        @Nullable String userAgent,
        @Nullable Boolean console) {}
