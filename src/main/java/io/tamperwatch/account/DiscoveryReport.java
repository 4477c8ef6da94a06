package io.tamperwatch.account;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How finding accounts in the organization goes.
 *
 * @param accounts how many are known, by standing; those that were never watched are left out
 * @param listedAt when this process last got the whole list; null before
 * @param triedAt when it last asked; null where another replica asks
 * @param error one sentence for an operator; null when all went well
 */
public record DiscoveryReport(
        Map<Standing, Long> accounts,
        @Nullable Instant listedAt,
        @Nullable Instant triedAt,
        @Nullable String error) {

    public DiscoveryReport {
        accounts = Map.copyOf(accounts);
    }
}
