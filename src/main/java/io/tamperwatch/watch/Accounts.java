package io.tamperwatch.watch;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The accounts this process watches. */
public interface Accounts {

    /**
     * As configured and as found in an organization, or the one account of the process's own credentials, named {@code
     * default}. Changes while the process runs; what was there once stays, with the reason why it is not read any more.
     */
    List<WatchedAccount> all();

    /**
     * The twelve digits behind a name, asked of AWS once and then remembered. Empty while AWS has not said,
     * for whatever reason; may take as long as a request to AWS takes, and does not ask again at once after a failure.
     */
    Optional<String> accountId(String account);

    /**
     * An account as it is now.
     *
     * @param name its name in the configuration; its id when it was found in an organization
     * @param homeRegion where its partition records the events of IAM
     * @param regions where Regional detections are looked for
     * @param formerRegions where they were, before the account disabled the Region
     * @param ended why nothing of the account is read any more; null while it is read
     * @param note what there is to know about its Regions; null when nothing is amiss
     */
    record WatchedAccount(
            String name,
            String homeRegion,
            List<String> regions,
            List<String> formerRegions,
            @Nullable String ended,
            @Nullable String note) {

        public WatchedAccount {
            regions = List.copyOf(regions);
            formerRegions = List.copyOf(formerRegions);
        }

        /** One that is read, and of which there is nothing more to say. */
        public WatchedAccount(String name, String homeRegion, List<String> regions) {
            this(name, homeRegion, regions, List.of(), null, null);
        }
    }
}
