package io.tamperwatch.store;

import static io.tamperwatch.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.account.AccountRegion;
import io.tamperwatch.account.DiscoveredAccount;
import io.tamperwatch.account.Standing;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for known accounts and Regions. */
abstract class RosterContract {

    private Database database;
    private JdbcRosterStore store;

    /** A new, empty database. */
    abstract Dialect dialect();

    @BeforeEach
    void open() {
        database = new Database(dialect());
        store = new JdbcRosterStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void keepsHowEachAccountStandsNow() {
        DiscoveredAccount first = new DiscoveredAccount("111122223333", Standing.WATCHED, NOON);
        DiscoveredAccount second = new DiscoveredAccount("444455556666", Standing.WATCHED, NOON);
        DiscoveredAccount gone = new DiscoveredAccount("444455556666", Standing.REMOVED, NOON.plusSeconds(1));
        assertThat(store.accounts()).isEmpty();
        store.keepAccounts(List.of(second, first));
        store.keepAccounts(List.of(gone));
        assertThat(store.accounts()).containsExactly(first, gone);
    }

    @Test
    void keepsRegionsByAccount() {
        AccountRegion home = new AccountRegion("shop", "us-east-1", true, NOON);
        AccountRegion other = new AccountRegion("shop", "af-south-1", true, NOON);
        AccountRegion disabled = new AccountRegion("shop", "af-south-1", false, NOON.plusSeconds(1));
        AccountRegion elsewhere = new AccountRegion("bank", "us-east-1", true, NOON);
        store.keepRegions(List.of(home, other, elsewhere));
        store.keepRegions(List.of(disabled));
        assertThat(store.regions()).containsExactly(elsewhere, disabled, home);
    }
}
