package io.tamperwatch.store;

import io.tamperwatch.event.Actor;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A finding as the tables hold it. */
record FindingRow(
        String id,
        long kind,
        Instant occurredAt,
        Instant detectedAt,
        Status status,
        String history,
        String details,
        String actor,
        String assessment) {

    static final String COLUMNS =
            "f.id, f.kind, f.occurred_at, f.detected_at, f.status, f.history, f.details, a.content, s.content";

    static final String JOINS = " join actor a on a.num = f.actor join assessment s on s.num = f.assessment";

    /** Reads a row of {@link #COLUMNS}. */
    static FindingRow read(ResultSet rows) throws SQLException {
        return new FindingRow(
                rows.getString(1),
                rows.getLong(2),
                Instant.ofEpochMilli(rows.getLong(3)),
                Instant.ofEpochMilli(rows.getLong(4)),
                Status.valueOf(rows.getString(5).toUpperCase(Locale.ROOT)),
                rows.getString(6),
                rows.getString(7),
                rows.getString(8),
                rows.getString(9));
    }

    /** The finding with this number, without its record and what was learned about it. */
    static Finding load(Connection connection, long number, Kinds kinds) throws SQLException {
        String sql = "select " + COLUMNS + " from finding f" + JOINS + " where f.num = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, number);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                FindingRow row = read(rows);
                return row.finding(kinds.kind(connection, row.kind()), "null", new Shared());
            }
        }
    }

    FindingQuery.Position position(Kind kind) {
        return new FindingQuery.Position(occurredAt, kind.accountKey(), id);
    }

    /** What rows share is read once. */
    static final class Shared {

        private final Map<String, Actor> actors = new HashMap<>();
        private final Map<String, Assessment> assessments = new HashMap<>();
    }

    Finding finding(Kind kind, String record, Shared shared) {
        DetailsReader reader = new DetailsReader(details);
        Assessment assessed = shared.assessments.computeIfAbsent(assessment, DetailsReader::assessment);
        return new Finding(
                id,
                kind.account(),
                kind.accountId(),
                kind.detection(),
                assessed.detections(),
                kind.eventSource(),
                kind.eventName(),
                occurredAt,
                detectedAt,
                kind.region(),
                kind.outcome(),
                reader.errorCode(),
                reader.errorMessage(),
                reader.denial(),
                kind.severity(),
                status,
                assessed.change(),
                shared.actors.computeIfAbsent(actor, DetailsReader::actor),
                reader.origin(),
                reader.target(),
                assessed.signals(),
                assessed.scenarios(),
                history(history, detectedAt),
                record);
    }

    /** The history, of which the most common one is not written down. */
    static List<HistoryEntry> history(String column, Instant detectedAt) {
        return column.isEmpty() ? Inserts.justDetected(detectedAt) : DetailsReader.history(column);
    }
}
