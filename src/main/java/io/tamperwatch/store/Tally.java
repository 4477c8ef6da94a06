package io.tamperwatch.store;

import io.tamperwatch.finding.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Changes to the number of findings by kind and status, gathered in a transaction and written once at its end. */
final class Tally {

    private record Cell(long kind, String status) {}

    private final Map<Cell, Integer> changes = new HashMap<>();

    void add(long kind, Status status) {
        changes.merge(new Cell(kind, status.label()), 1, Integer::sum);
    }

    void remove(long kind, Status status) {
        changes.merge(new Cell(kind, status.label()), -1, Integer::sum);
    }

    /** The finding has become one of another kind. */
    void move(long from, long to, String status) {
        changes.merge(new Cell(from, status), -1, Integer::sum);
        changes.merge(new Cell(to, status), 1, Integer::sum);
    }

    /** The finding stands elsewhere in its life. */
    void move(long kind, Status from, Status to) {
        changes.merge(new Cell(kind, from.label()), -1, Integer::sum);
        changes.merge(new Cell(kind, to.label()), 1, Integer::sum);
    }

    void write(Connection connection) throws SQLException {
        changes.values().removeIf(change -> change == 0);
        if (changes.isEmpty()) {
            return;
        }
        String sql = "insert into tally (kind, status, count) values (?, ?, ?)"
                + " on conflict (kind, status) do update set count = tally.count + excluded.count";
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            for (Map.Entry<Cell, Integer> change : changes.entrySet()) {
                upsert.setLong(1, change.getKey().kind());
                upsert.setString(2, change.getKey().status());
                upsert.setLong(3, change.getValue());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }
}
