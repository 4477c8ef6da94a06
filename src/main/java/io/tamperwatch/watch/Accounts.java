package io.tamperwatch.watch;

import java.util.List;
import java.util.Optional;

/** The accounts this process watches. */
public interface Accounts {

    /** As configured, or the one account of the process's own credentials, named {@code default}. */
    List<WatchedAccount> all();

    /**
     * The twelve digits behind a configured name, asked of AWS once and then remembered. Empty while AWS has not said,
     * for whatever reason; may take as long as a request to AWS takes, and does not ask again at once after a failure.
     */
    Optional<String> accountId(String account);

    /**
     * An account as configured.
     *
     * @param name its name in the configuration
     * @param homeRegion where its partition records the events of IAM
     * @param regions where Regional detections are looked for
     */
    record WatchedAccount(String name, String homeRegion, List<String> regions) {

        public WatchedAccount {
            regions = List.copyOf(regions);
        }
    }
}
