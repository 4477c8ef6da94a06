package io.tamperwatch.store;

import io.tamperwatch.finding.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Changes to the number of findings by kind and status, gathered in a transaction and written once at its end. Where one comes
 * and another goes the number stays, and that it is of others is written all the same.
 */
final class Tally {

    private record Cell(long kind, String status) {}

    /** What happened to a cell: by how much its count changes, and how many findings came and went for that. */
    private record Change(int count, int findings) {

        Change and(Change other) {
            return new Change(count + other.count, findings + other.findings);
        }
    }

    private final Map<Cell, Change> changes = new HashMap<>();

    void add(long kind, Status status) {
        change(kind, status.label(), 1);
    }

    void remove(long kind, Status status) {
        change(kind, status.label(), -1);
    }

    /** The finding has become one of another kind. */
    void move(long from, long to, String status) {
        change(from, status, -1);
        change(to, status, 1);
    }

    /** The finding stands elsewhere in its life. */
    void move(long kind, Status from, Status to) {
        change(kind, from.label(), -1);
        change(kind, to.label(), 1);
    }

    private void change(long kind, String status, int by) {
        changes.merge(new Cell(kind, status), new Change(by, 1), Change::and);
    }

    void write(Connection connection) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        String sql = "insert into tally (kind, status, count, changes) values (?, ?, ?, ?)"
                + " on conflict (kind, status) do update"
                + " set count = tally.count + excluded.count, changes = tally.changes + excluded.changes";
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            for (Map.Entry<Cell, Change> change : changes.entrySet()) {
                upsert.setLong(1, change.getKey().kind());
                upsert.setString(2, change.getKey().status());
                upsert.setLong(3, change.getValue().count());
                upsert.setLong(4, change.getValue().findings());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }
}
