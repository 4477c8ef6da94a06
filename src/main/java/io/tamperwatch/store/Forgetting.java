package io.tamperwatch.store;

import io.tamperwatch.finding.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes findings away that were resolved long ago. Their event ids stay, so that the events are never found again, and so
 * does the record with the highest number, from which SQLite's next number follows.
 */
record Forgetting(Connection connection) {

    private record Forgotten(long number, long kind, long record) {}

    /** How many were taken away, at most as many as said. */
    int forget(Instant resolvedBefore, int most) throws SQLException {
        List<Forgotten> old = old(resolvedBefore, most);
        Tally tally = new Tally();
        Lessons lessons = new Lessons(connection);
        try (PreparedStatement findings = connection.prepareStatement("delete from finding where num = ?");
                PreparedStatement records = connection.prepareStatement(
                        "delete from raw_record where num = ? and num < (select max(num) from raw_record)")) {
            for (Forgotten each : old) {
                tally.remove(each.kind(), Status.RESOLVED);
                lessons.forget(each.number());
                findings.setLong(1, each.number());
                findings.addBatch();
                records.setLong(1, each.number());
                records.addBatch();
                records.setLong(1, each.record());
                records.addBatch();
            }
            findings.executeBatch();
            records.executeBatch();
        }
        if (!old.isEmpty()) {
            forgetNotices();
        }
        tally.write(connection);
        return old.size();
    }

    /** What nobody could be told any more. */
    private void forgetNotices() throws SQLException {
        String sql = "delete from notice where not exists (select 1 from finding f where f.num = notice.finding)";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.executeUpdate();
        }
    }

    private List<Forgotten> old(Instant resolvedBefore, int most) throws SQLException {
        String sql = "select num, kind, record from finding where resolved_at < ? order by resolved_at limit " + most;
        List<Forgotten> old = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, Text.millis(resolvedBefore));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    old.add(new Forgotten(rows.getLong(1), rows.getLong(2), rows.getLong(3)));
                }
            }
        }
        return old;
    }
}
