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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A finding as the tables hold it. */
record FindingRow(
        long number,
        String id,
        long kind,
        Instant occurredAt,
        Instant detectedAt,
        Status status,
        String history,
        String details,
        String actor,
        String assessment,
        String record) {

    static final String COLUMNS =
            "f.num, f.id, f.kind, f.occurred_at, f.detected_at, f.status, f.history, f.details, a.content, s.content";

    /** The record, behind {@link #COLUMNS}. */
    static final String RECORD = ", (select r.raw from raw_record r where r.num = f.record)";

    /** What stands for a record that is not asked for. */
    static final String NO_RECORD = ", 'null'";

    static final String JOINS = " join actor a on a.num = f.actor join assessment s on s.num = f.assessment";

    /**
     * A query of such rows, newest first, for conditions that let few findings through. These are all found before they are
     * sorted: PostgreSQL would rather walk back in time through all findings to have them in order. What else is told of a
     * finding is only read for those of the page.
     *
     * @param from the findings as {@code f}, and the conditions
     */
    static String newest(String from, int limit, String record) {
        return "with chosen as materialized (select f.num, f.occurred_at from " + from
                + "), page as (select num from chosen order by occurred_at desc, num desc limit " + limit + ") select "
                + COLUMNS + record + " from page p join finding f on f.num = p.num" + JOINS
                + " order by f.occurred_at desc, f.num desc";
    }

    /** Reads a row of {@link #COLUMNS} and a record. */
    static FindingRow read(ResultSet rows) throws SQLException {
        return new FindingRow(
                rows.getLong(1),
                rows.getString(2),
                rows.getLong(3),
                Instant.ofEpochMilli(rows.getLong(4)),
                Instant.ofEpochMilli(rows.getLong(5)),
                Status.valueOf(rows.getString(6).toUpperCase(Locale.ROOT)),
                rows.getString(7),
                rows.getString(8),
                rows.getString(9),
                rows.getString(10),
                rows.getString(11));
    }

    /** What a query of such rows answers. */
    static List<FindingRow> all(PreparedStatement select) throws SQLException {
        List<FindingRow> all = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                all.add(read(rows));
            }
        }
        return all;
    }

    /** The finding with this number, without its record and what was learned about it; null when it has been forgotten. */
    static @Nullable Finding load(Connection connection, long number, Kinds kinds) throws SQLException {
        String sql = "select " + COLUMNS + NO_RECORD + " from finding f" + JOINS + " where f.num = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, number);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    return null;
                }
                FindingRow row = read(rows);
                return row.finding(kinds.kind(connection, row.kind()), new Shared());
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

    Finding finding(Kind kind, Shared shared) {
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
