package io.tamperwatch.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The event ids met so far. */
final class EventRecords {

    /** Ids asked for at once: a page of LookupEvents has at most 50. */
    private static final int CHUNK = 64;

    /**
     * What is known of an event id.
     *
     * @param finding number of the finding it belongs to
     * @param seen false when only an amendment has named the event so far
     */
    record Known(long finding, boolean seen) {}

    private final Connection connection;
    private final Dialect dialect;

    EventRecords(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** What is known of these events; unknown ones are left out. */
    Map<EventKey, Known> known(Collection<EventKey> keys) throws SQLException {
        Map<EventKey, Known> known = HashMap.newHashMap(keys.size());
        List<EventKey> all = new ArrayList<>(keys);
        for (int from = 0; from < all.size(); from += CHUNK) {
            known(all.subList(from, Math.min(all.size(), from + CHUNK)), known);
        }
        return known;
    }

    private void known(List<EventKey> keys, Map<EventKey, Known> known) throws SQLException {
        String sql = "select event_id, account, finding, num from event_record where event_id in (?"
                + ", ?".repeat(keys.size() - 1) + ")";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < keys.size(); i++) {
                dialect.setUuid(select, i + 1, keys.get(i).event());
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    EventKey key = new EventKey(dialect.getUuid(rows, 1), rows.getLong(2));
                    known.put(key, new Known(rows.getLong(3), rows.getLong(4) != 0));
                }
            }
        }
    }

    /** The record of an event that was known by name only has come. */
    void seen(EventKey key, long record) throws SQLException {
        String sql = "update event_record set num = ? where event_id = ? and account = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, record);
            dialect.setUuid(update, 2, key.event());
            update.setLong(3, key.account());
            update.executeUpdate();
        }
    }
}
