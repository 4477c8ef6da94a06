package io.tamperwatch.store;

import io.tamperwatch.finding.Announcing;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Notices of what a transaction changes, gathered in it and written at its end; nothing where nobody wants them. */
final class Notices {

    private record Change(long finding, HistoryEntry entry) {}

    private final Announcing announcing;
    private final List<Change> changes = new ArrayList<>();

    Notices(Announcing announcing) {
        this.announcing = announcing;
    }

    /** The finding has changed in the way its history says last. */
    void changed(long number, Finding finding) {
        if (announcing.announces(finding)) {
            changes.add(new Change(number, finding.history().getLast()));
        }
    }

    void write(Connection connection) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        String sql = "insert into notice (finding, what, happened_at, who, note, attempts, due_at)"
                + " values (?, ?, ?, ?, ?, 0, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Change change : changes) {
                HistoryEntry entry = change.entry();
                insert.setLong(1, change.finding());
                insert.setString(2, Text.storable(entry.what()));
                insert.setLong(3, Text.millis(entry.at()));
                insert.setString(4, Text.storableOrNull(entry.who()));
                insert.setString(5, Text.storableOrNull(entry.note()));
                insert.setLong(6, Text.millis(entry.at()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
