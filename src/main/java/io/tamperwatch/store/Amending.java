package io.tamperwatch.store;

import io.tamperwatch.finding.Amendment;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts what an amending record says in place of what the original said. */
record Amending(Connection connection, Dialect dialect, Dictionary.Additions words, Tally tally, Notices notices) {

    private record Current(long kind, String status, List<HistoryEntry> history) {}

    /** The finding of an amendment that comes without its original. */
    static Finding unseenOriginal(Amendment amendment) {
        Finding finding = amendment.finding();
        return finding.with(finding.status(), withAmended(finding.history(), amendment));
    }

    /**
     * Changes a stored finding; its id, when it was detected, its status and its past stay. What was
     * learned from the original record is learned anew.
     *
     * @param finding the finding's number
     * @param record number of the amending record
     */
    void apply(long finding, long record, Amendment amendment) throws SQLException {
        Current current = current(finding);
        if (current == null) {
            return;
        }
        Finding amended = amendment.finding();
        long kind = words.kind(amended);
        if (kind != current.kind()) {
            tally.move(current.kind(), kind, current.status());
        }
        List<HistoryEntry> history = withAmended(current.history(), amendment);
        String search = Inserts.search(amended, history);
        String sql = "update finding set kind = ?, actor = ?, assessment = ?, occurred_at = ?, record = ?, search = ?,"
                + " history = ?, details = ? where num = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, kind);
            update.setLong(2, words.actor(amended));
            update.setLong(3, words.assessment(amended));
            update.setLong(4, Text.millis(amended.occurredAt()));
            update.setLong(5, record);
            update.setString(6, search);
            update.setString(7, DetailsWriter.history(history));
            update.setString(8, DetailsWriter.details(amended));
            update.setLong(9, finding);
            update.executeUpdate();
        }
        new SearchBlocks(connection, dialect)
                .changed(finding, search, amended.eventName(), Text.millis(amended.occurredAt()));
        Lessons lessons = new Lessons(connection);
        lessons.forget(finding);
        lessons.await(List.of(new Lessons.Awaited(finding, amended)));
        notices.changed(finding, amended.with(status(current), withAmended(current.history(), amendment)));
    }

    private static Status status(Current current) {
        return Status.valueOf(current.status().toUpperCase(Locale.ROOT));
    }

    /** Null when the finding has been forgotten. */
    private @Nullable Current current(long finding) throws SQLException {
        String sql = "select kind, status, history, detected_at from finding where num = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, finding);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    return null;
                }
                Instant detectedAt = Instant.ofEpochMilli(rows.getLong(4));
                return new Current(
                        rows.getLong(1), rows.getString(2), FindingRow.history(rows.getString(3), detectedAt));
            }
        }
    }

    private static List<HistoryEntry> withAmended(List<HistoryEntry> history, Amendment amendment) {
        List<HistoryEntry> longer = new ArrayList<>(history);
        longer.add(new HistoryEntry(
                amendment.finding().detectedAt(), "amended", null, "by CloudTrail event " + amendment.eventId()));
        return longer;
    }
}
