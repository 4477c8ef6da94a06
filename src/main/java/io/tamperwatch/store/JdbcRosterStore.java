package io.tamperwatch.store;

import io.tamperwatch.account.AccountRegion;
import io.tamperwatch.account.DiscoveredAccount;
import io.tamperwatch.account.RosterStore;
import io.tamperwatch.account.Standing;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Known accounts and Regions in a database. */
final class JdbcRosterStore implements RosterStore {

    private static final String ACCOUNT =
            "insert into discovered_account (account_id, standing, since) values (?, ?, ?)"
                    + " on conflict (account_id) do update set standing = excluded.standing, since = excluded.since";

    private static final String REGION =
            "insert into account_region (account, region, enabled, since) values (?, ?, ?, ?)"
                    + " on conflict (account, region) do update set enabled = excluded.enabled, since = excluded.since";

    private final Database database;

    JdbcRosterStore(Database database) {
        this.database = database;
    }

    @Override
    public List<DiscoveredAccount> accounts() {
        String sql = "select account_id, standing, since from discovered_account order by account_id";
        return database.read(connection -> {
            List<DiscoveredAccount> accounts = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    accounts.add(new DiscoveredAccount(
                            rows.getString(1),
                            Standing.valueOf(rows.getString(2)),
                            Instant.ofEpochMilli(rows.getLong(3))));
                }
            }
            return accounts;
        });
    }

    @Override
    public void keepAccounts(Collection<DiscoveredAccount> accounts) {
        database.write(connection -> {
            try (PreparedStatement upsert = connection.prepareStatement(ACCOUNT)) {
                for (DiscoveredAccount account : accounts) {
                    upsert.setString(1, account.id());
                    upsert.setString(2, account.standing().name());
                    upsert.setLong(3, Text.millis(account.since()));
                    upsert.addBatch();
                }
                return upsert.executeBatch();
            }
        });
    }

    @Override
    public List<AccountRegion> regions() {
        String sql = "select account, region, enabled, since from account_region order by account, region";
        return database.read(connection -> {
            List<AccountRegion> regions = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    regions.add(new AccountRegion(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getBoolean(3),
                            Instant.ofEpochMilli(rows.getLong(4))));
                }
            }
            return regions;
        });
    }

    @Override
    public void keepRegions(Collection<AccountRegion> regions) {
        database.write(connection -> {
            try (PreparedStatement upsert = connection.prepareStatement(REGION)) {
                for (AccountRegion region : regions) {
                    upsert.setString(1, region.account());
                    upsert.setString(2, region.region());
                    upsert.setBoolean(3, region.enabled());
                    upsert.setLong(4, Text.millis(region.since()));
                    upsert.addBatch();
                }
                return upsert.executeBatch();
            }
        });
    }
}
