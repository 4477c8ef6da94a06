package io.tamperwatch.account;

import java.time.Instant;

/**
 * An account of the organization that is, or has been, watched.
 *
 * @param id twelve digits, also its name
 * @param since when that became its standing
 */
public record DiscoveredAccount(String id, Standing standing, Instant since) {

    public boolean isWatched() {
        return standing == Standing.WATCHED;
    }
}
