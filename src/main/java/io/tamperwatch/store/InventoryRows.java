package io.tamperwatch.store;

import io.tamperwatch.inventory.Held;
import io.tamperwatch.inventory.Kind;
import io.tamperwatch.inventory.Seen;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One account's rows of the inventory, within a transaction. */
record InventoryRows(Connection connection, String account) {

    private static final String PRESENT = " and gone_at is null";

    private record Latest(String content, long lastSeen, boolean present, long goneAt) {}

    /** Keeps one thing; whether it is new or has changed. */
    boolean saw(Held held, Instant at) throws SQLException {
        long now = Text.millis(at);
        Latest latest = latest(held.kind(), held.key());
        String content = HeldText.content(held);
        if (latest == null) {
            insert(held, content, now);
            return true;
        }
        if (now < (latest.present ? latest.lastSeen : latest.goneAt)) {
            // a report made before what is known already
            return false;
        }
        if (latest.present && latest.content.equals(content)) {
            seenAgain(held, now);
            return false;
        }
        if (latest.present) {
            end(held.kind(), held.key(), now);
        }
        insert(held, content, now);
        return true;
    }

    private @Nullable Latest latest(Kind kind, String key) throws SQLException {
        String sql = "select content, first_seen, last_seen, gone_at from inventory_thing"
                + " where account = ? and kind = ? and name = ? order by first_seen desc limit 1";
        try (PreparedStatement select = prepare(sql, kind.label(), Text.storable(key));
                ResultSet rows = select.executeQuery()) {
            if (!rows.next()) {
                return null;
            }
            long goneAt = rows.getLong(4);
            boolean present = rows.wasNull();
            return new Latest(rows.getString(1), rows.getLong(3), present, goneAt);
        }
    }

    private void insert(Held held, String content, long now) throws SQLException {
        String sql = "insert into inventory_thing (account, kind, name, first_seen, owner, last_seen, content, state)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (account, kind, name, first_seen) do update set"
                + " content = excluded.content, state = excluded.state, gone_at = null, last_seen = excluded.last_seen";
        try (PreparedStatement insert = prepare(sql, held.kind().label(), Text.storable(held.key()))) {
            insert.setLong(4, now);
            insert.setString(5, HeldText.owner(held));
            insert.setLong(6, now);
            insert.setString(7, content);
            insert.setString(8, HeldText.state(held));
            insert.executeUpdate();
        }
    }

    private void seenAgain(Held held, long now) throws SQLException {
        String sql = "update inventory_thing set last_seen = ?, state = coalesce(?, state)"
                + " where account = ? and kind = ? and name = ?" + PRESENT;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, now);
            update.setString(2, HeldText.state(held));
            update.setString(3, account);
            update.setString(4, held.kind().label());
            update.setString(5, Text.storable(held.key()));
            update.executeUpdate();
        }
    }

    /** It is otherwise, or not there. */
    void end(Kind kind, String key, long now) throws SQLException {
        String sql = "update inventory_thing set gone_at = ? where account = ? and kind = ? and name = ?" + PRESENT
                + " and last_seen <= ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, now);
            update.setString(2, account);
            update.setString(3, kind.label());
            update.setString(4, Text.storable(key));
            update.setLong(5, now);
            update.executeUpdate();
        }
    }

    void endNotSeenSince(Kind kind, long since) throws SQLException {
        String sql = "update inventory_thing set gone_at = ? where account = ? and kind = ?" + PRESENT
                + " and last_seen < ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, since);
            update.setString(2, account);
            update.setString(3, kind.label());
            update.setLong(4, since);
            update.executeUpdate();
        }
    }

    /** Keys of what a user has. */
    List<String> owned(Kind kind, String owner) throws SQLException {
        List<String> keys = new ArrayList<>();
        String sql = "select name from inventory_thing where account = ? and kind = ? and owner = ?" + PRESENT;
        try (PreparedStatement select = prepare(sql, kind.label(), Text.storable(owner));
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return keys;
    }

    void seenAgain(Kind kind, String owner, long at) throws SQLException {
        String sql = "update inventory_thing set last_seen = ? where account = ? and kind = ? and owner = ?" + PRESENT
                + " and last_seen < ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, at);
            update.setString(2, account);
            update.setString(3, kind.label());
            update.setString(4, Text.storable(owner));
            update.setLong(5, at);
            update.executeUpdate();
        }
    }

    /**
     * Rows of a type, by name.
     *
     * @param condition further conditions and their order, on the two texts and the moments that follow
     */
    <T extends Held> List<Seen<T>> find(Class<T> type, String condition, String text, long... moments)
            throws SQLException {
        String sql = "select content, state, first_seen, last_seen, gone_at from inventory_thing"
                + " where account = ? and kind = ? and " + condition;
        List<Seen<T>> found = new ArrayList<>();
        try (PreparedStatement select = prepare(sql, HeldText.kind(type).label(), Text.storable(text))) {
            for (int i = 0; i < moments.length; i++) {
                select.setLong(i + 4, moments[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(seen(type, rows));
                }
            }
        }
        return found;
    }

    private static <T extends Held> Seen<T> seen(Class<T> type, ResultSet rows) throws SQLException {
        long goneAt = rows.getLong(5);
        boolean present = rows.wasNull();
        return new Seen<>(
                HeldText.read(type, rows.getString(1), rows.getString(2)),
                Instant.ofEpochMilli(rows.getLong(3)),
                Instant.ofEpochMilli(rows.getLong(4)),
                present ? null : Instant.ofEpochMilli(goneAt));
    }

    private PreparedStatement prepare(String sql, String second, String third) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, account);
        statement.setString(2, second);
        statement.setString(3, third);
        return statement;
    }
}
