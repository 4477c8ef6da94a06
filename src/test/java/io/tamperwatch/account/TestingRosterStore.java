package io.tamperwatch.account;

import io.tamperwatch.finding.StoreUnavailable;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** A store in memory that can be away. */
public final class TestingRosterStore implements RosterStore {

    private final TreeMap<String, DiscoveredAccount> accounts = new TreeMap<>();
    private final TreeMap<String, AccountRegion> regions = new TreeMap<>();
    public boolean away;

    @Override
    public List<DiscoveredAccount> accounts() {
        answer();
        return List.copyOf(accounts.values());
    }

    @Override
    public void keepAccounts(Collection<DiscoveredAccount> changed) {
        answer();
        changed.forEach(account -> accounts.put(account.id(), account));
    }

    @Override
    public List<AccountRegion> regions() {
        answer();
        return List.copyOf(regions.values());
    }

    @Override
    public void keepRegions(Collection<AccountRegion> changed) {
        answer();
        changed.forEach(region -> regions.put(region.account() + "/" + region.region(), region));
    }

    private void answer() {
        if (away) {
            throw new StoreUnavailable("away", null);
        }
    }
}
