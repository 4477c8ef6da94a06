package io.tamperwatch.account;

import java.util.Optional;

/** How finding accounts goes, for whoever shows it. */
public interface Discovery {

    /** Empty when no organization is configured. */
    Optional<DiscoveryReport> report();
}
