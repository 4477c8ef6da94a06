package io.tamperwatch.account;

import java.util.Collection;
import java.util.List;

/**
 * Where it is kept which accounts and Regions are known, so that a restart while AWS does not answer goes on with them. Methods
 * throw {@link io.tamperwatch.finding.StoreUnavailable} when the store cannot be used; then nothing has changed.
 */
public interface RosterStore {

    List<DiscoveredAccount> accounts();

    /** Puts these in place of what is kept of the same accounts, or adds them. */
    void keepAccounts(Collection<DiscoveredAccount> accounts);

    List<AccountRegion> regions();

    /** Puts these in place of what is kept of the same accounts and Regions, or adds them. */
    void keepRegions(Collection<AccountRegion> regions);
}
