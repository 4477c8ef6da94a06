package io.tamperwatch.store;

import io.tamperwatch.finding.Finding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Puts what is thought of a stored finding in place of what was thought before. */
record Judgement(Connection connection, Dictionary.Additions words) {

    /** Severity, signals, scenarios, change and history; in step with the tally. */
    void replace(long number, Finding stored, Finding judged) throws SQLException {
        Tally tally = new Tally();
        replace(number, stored, judged, tally);
        tally.write(connection);
    }

    void replace(long number, Finding stored, Finding judged, Tally tally) throws SQLException {
        long before = words.kind(stored);
        long after = words.kind(judged);
        if (before != after) {
            tally.move(before, after, judged.status().label());
        }
        String sql = "update finding set kind = ?, assessment = ?, history = ? where num = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, after);
            update.setLong(2, words.assessment(judged));
            update.setString(3, DetailsWriter.history(judged.history()));
            update.setLong(4, number);
            update.executeUpdate();
        }
    }
}
