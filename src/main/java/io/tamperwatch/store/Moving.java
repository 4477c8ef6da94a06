package io.tamperwatch.store;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Move;
import io.tamperwatch.finding.Moved;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A step in the life of one stored finding, in one transaction behind the write lock. */
record Moving(Connection connection, Dialect dialect, Move move, HistoryEntry entry, Notices notices) {

    /**
     * Takes the step if it may be taken.
     *
     * @param number the finding's number
     */
    Moved apply(long number, long kind, Finding finding, Predicate<Finding> expected) throws SQLException {
        if (!expected.test(finding)) {
            return new Moved.Stale();
        }
        if (finding.status() == move.to()) {
            return new Moved.AlreadyThere(finding);
        }
        if (!move.isLegalFrom(finding.status())) {
            return new Moved.Illegal(finding.status());
        }
        List<HistoryEntry> history = new ArrayList<>(finding.history());
        history.add(entry);
        update(number, finding, history);
        Tally tally = new Tally();
        tally.move(kind, finding.status(), move.to());
        tally.write(connection);
        Finding moved = finding.with(move.to(), history);
        notices.changed(number, moved);
        notices.write(connection);
        return new Moved.Done(moved);
    }

    private void update(long number, Finding finding, List<HistoryEntry> history) throws SQLException {
        String search = Inserts.search(finding, history);
        String sql = "update finding set status = ?, history = ?, search = ?, resolved_at = ? where num = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, move.to().label());
            update.setString(2, DetailsWriter.history(history));
            update.setString(3, search);
            update.setObject(4, move == Move.RESOLVE ? Text.millis(entry.at()) : null, Types.BIGINT);
            update.setLong(5, number);
            update.executeUpdate();
        }
        if (entry.note() != null) {
            new SearchBlocks(connection, dialect).changed(number, search);
        }
    }
}
