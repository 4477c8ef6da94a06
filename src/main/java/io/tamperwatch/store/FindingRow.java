package io.tamperwatch.store;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;

/** A row of the table {@code finding}. */
record FindingRow(
        String accountKey,
        String id,
        long kind,
        Instant occurredAt,
        Instant detectedAt,
        Status status,
        String history,
        String details) {

    static final String COLUMNS =
            "f.account_key, f.id, f.kind, f.occurred_at, f.detected_at, f.status, f.history, f.details";

    /** Reads a row of {@link #COLUMNS}. */
    static FindingRow read(ResultSet rows) throws SQLException {
        return new FindingRow(
                rows.getString(1),
                rows.getString(2),
                rows.getLong(3),
                Instant.ofEpochMilli(rows.getLong(4)),
                Instant.ofEpochMilli(rows.getLong(5)),
                Status.valueOf(rows.getString(6).toUpperCase(Locale.ROOT)),
                rows.getString(7),
                rows.getString(8));
    }

    FindingQuery.Position position() {
        return new FindingQuery.Position(occurredAt, accountKey, id);
    }

    Finding finding(Kind kind, String record) {
        DetailsReader reader = new DetailsReader(details);
        return new Finding(
                id,
                kind.account(),
                kind.accountId(),
                kind.detection(),
                reader.detections(),
                kind.eventSource(),
                kind.eventName(),
                occurredAt,
                detectedAt,
                kind.region(),
                kind.outcome(),
                reader.errorCode(),
                reader.errorMessage(),
                kind.severity(),
                status,
                reader.change(),
                reader.actor(),
                reader.origin(),
                reader.target(),
                reader.signals(),
                reader.scenarios(),
                DetailsReader.history(history),
                record);
    }
}
