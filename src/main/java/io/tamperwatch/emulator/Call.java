package io.tamperwatch.emulator;

import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of a call, which end up in its record.
 *
 * @param region the Region it was signed for
 * @param visibleAfter how long until the record can be looked up; null for the emulator's usual delay
 */
public record Call(
        Caller caller,
        String region,
        Origin origin,
        Instant at,
        @Nullable Duration visibleAfter) {

    /** Where a call comes from. */
    public record Origin(String sourceAddress, String userAgent, String requestId) {

        public static Origin of(String sourceAddress, String userAgent) {
            return new Origin(sourceAddress, userAgent, Ids.uuid());
        }

        static Origin of(HttpExchange exchange) {
            String agent = exchange.getRequestHeaders().getFirst("User-Agent");
            return of(
                    exchange.getRemoteAddress().getAddress().getHostAddress(),
                    agent == null ? "" : agent.substring(0, Math.min(agent.length(), 1024)));
        }
    }

    /** A call to a service that is at home in the partition's home Region, as IAM is. */
    public static Call of(Caller caller, Origin origin, Instant at) {
        return new Call(caller, caller.account().partition().homeRegion(), origin, at, null);
    }
}
