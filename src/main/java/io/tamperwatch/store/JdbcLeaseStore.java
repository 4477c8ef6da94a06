package io.tamperwatch.store;

import io.tamperwatch.replica.Lease;
import io.tamperwatch.replica.LeaseStore;
import io.tamperwatch.replica.Roll;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Leases in PostgreSQL, whatever their number in a few statements. The rows of who seems to be gone are looked at behind locks
 * that a renewal needs as well: one who renews just then is not taken for gone, or learns of it.
 */
final class JdbcLeaseStore implements LeaseStore {

    private static final String NOW = PostgresDialect.NOW;

    private static final String TAKE = """
        update lease set holder = ?, epoch = epoch + 1 where account in (
            select l.account from lease l
            where l.account = any(?) and not exists (select 1 from replica r where r.id = l.holder)
            order by l.account limit ? for update of l skip locked)
        returning account, epoch
        """;

    private final Database database;

    JdbcLeaseStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean isShared() {
        return database.dialect().isShared();
    }

    @Override
    public void join(String id, String name, Duration lasts) {
        String sql = "insert into replica (id, name, joined_at, until) values (?, ?, " + NOW + ", " + NOW + " + ?)";
        database.beside(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setString(1, id);
                insert.setString(2, Text.storable(name));
                insert.setLong(3, lasts.toMillis());
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public boolean renew(String id, Duration lasts) {
        return database.beside(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update replica set until = " + NOW + " + ? where id = ?")) {
                update.setLong(1, lasts.toMillis());
                update.setString(2, id);
                return update.executeUpdate() == 1;
            }
        });
    }

    @Override
    public Roll roll() {
        String gone = "delete from replica where id in" + " (select id from replica where until <= " + NOW
                + " for update skip locked)";
        return database.beside(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(gone)) {
                delete.executeUpdate();
            }
            return new Roll(present(connection), leases(connection));
        });
    }

    private static List<Roll.Present> present(Connection connection) throws SQLException {
        List<Roll.Present> present = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement("select id, name from replica order by joined_at, id");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                present.add(new Roll.Present(rows.getString(1), rows.getString(2)));
            }
        }
        return present;
    }

    private static List<Lease> leases(Connection connection) throws SQLException {
        String sql = "select l.account, l.epoch, l.holder from lease l join replica r on r.id = l.holder";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            List<Lease> leases = new ArrayList<>();
            while (rows.next()) {
                leases.add(new Lease(rows.getString(1), rows.getString(3), rows.getLong(2)));
            }
            return leases;
        }
    }

    @Override
    public List<Lease> take(String id, Collection<String> accounts, int most) {
        return database.beside(connection -> {
            Array wanted =
                    connection.createArrayOf("text", accounts.stream().sorted().toArray());
            add(connection, wanted);
            List<Lease> taken = new ArrayList<>();
            try (PreparedStatement update = connection.prepareStatement(TAKE)) {
                update.setString(1, id);
                update.setArray(2, wanted);
                update.setInt(3, most);
                try (ResultSet rows = update.executeQuery()) {
                    while (rows.next()) {
                        taken.add(new Lease(rows.getString(1), id, rows.getLong(2)));
                    }
                }
            }
            return taken;
        });
    }

    /** Accounts that were never anybody's. */
    private static void add(Connection connection, Array accounts) throws SQLException {
        String sql = "insert into lease (account, epoch) select account, 0 from unnest(?) as wanted(account)"
                + " on conflict do nothing";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setArray(1, accounts);
            insert.executeUpdate();
        }
    }

    @Override
    public void release(Collection<Lease> leases) {
        String sql = "update lease set holder = null where account = ? and holder = ? and epoch = ?";
        database.beside(connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                for (Lease lease : leases) {
                    update.setString(1, lease.account());
                    update.setString(2, lease.holder());
                    update.setLong(3, lease.epoch());
                    update.addBatch();
                }
                return update.executeBatch();
            }
        });
    }

    @Override
    public void leave(String id) {
        database.beside(connection -> run(connection, "update lease set holder = null where holder = ?", id)
                + run(connection, "delete from replica where id = ?", id));
    }

    private static int run(Connection connection, String sql, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            return statement.executeUpdate();
        }
    }
}
