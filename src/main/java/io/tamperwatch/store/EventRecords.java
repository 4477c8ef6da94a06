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

/** The event ids met so far, and the records that came with them. */
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

    private EventRecords() {}

    /** What is known of these events; unknown ones are left out. */
    static Map<EventKey, Known> known(Connection connection, Collection<EventKey> keys) throws SQLException {
        Map<EventKey, Known> known = HashMap.newHashMap(keys.size());
        List<EventKey> all = new ArrayList<>(keys);
        for (int from = 0; from < all.size(); from += CHUNK) {
            known(connection, all.subList(from, Math.min(all.size(), from + CHUNK)), known);
        }
        return known;
    }

    private static void known(Connection connection, List<EventKey> keys, Map<EventKey, Known> known)
            throws SQLException {
        String sql = "select event_id, account_key, finding, num from event_record where event_id in (?"
                + ", ?".repeat(keys.size() - 1) + ")";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < keys.size(); i++) {
                select.setString(i + 1, keys.get(i).eventId());
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    EventKey key = new EventKey(rows.getString(1), rows.getString(2));
                    known.put(key, new Known(rows.getLong(3), rows.getLong(4) != 0));
                }
            }
        }
    }
}
