package io.tamperwatch.store;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** New rows of one transaction, sent in three batches. */
final class Inserts implements AutoCloseable {

    /** Of what people noted, the latest, up to this length, can be searched for. */
    private static final int LONGEST_NOTES = 8_000;

    private final Dialect dialect;
    private final PreparedStatement findings;
    private final PreparedStatement events;
    private final PreparedStatement records;

    Inserts(Connection connection, Dialect dialect) throws SQLException {
        this.dialect = dialect;
        findings = connection.prepareStatement(
                "insert into finding (num, id, kind, actor, assessment, occurred_at, detected_at, status, record,"
                        + " search, history, details) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        events = connection.prepareStatement(
                "insert into event_record (event_id, account, num, finding) values (?, ?, ?, ?)");
        records = connection.prepareStatement("insert into raw_record (num, raw) values (?, ?)");
    }

    /**
     * Adds a finding's row.
     *
     * @param number the finding's, and that of the record it came with
     */
    void finding(long number, long kind, Finding finding, Dictionary.Additions words) throws SQLException {
        findings.setLong(1, number);
        findings.setString(2, Text.storable(finding.id()));
        findings.setLong(3, kind);
        findings.setLong(4, words.actor(finding));
        findings.setLong(5, words.assessment(finding));
        findings.setLong(6, Text.millis(finding.occurredAt()));
        findings.setLong(7, Text.millis(finding.detectedAt()));
        findings.setString(8, finding.status().label());
        findings.setLong(9, number);
        findings.setString(10, search(finding));
        findings.setString(11, history(finding));
        findings.setString(12, DetailsWriter.details(finding));
        findings.addBatch();
    }

    /**
     * Adds an event id.
     *
     * @param record number of its record; null while the record has not been seen
     */
    void event(EventKey key, @Nullable Long record, long finding) throws SQLException {
        dialect.setUuid(events, 1, key.event());
        events.setLong(2, key.account());
        if (record == null) {
            events.setNull(3, Types.BIGINT);
        } else {
            events.setLong(3, record);
        }
        events.setLong(4, finding);
        events.addBatch();
    }

    void record(long number, String raw) throws SQLException {
        records.setLong(1, number);
        records.setString(2, Text.storable(raw));
        records.addBatch();
    }

    /** Sends what has been added. */
    void send() throws SQLException {
        findings.executeBatch();
        events.executeBatch();
        records.executeBatch();
    }

    /** What the free text filter looks at beside actor and event name: address, target, and what people noted. */
    static String search(Finding finding) {
        return search(finding, finding.history());
    }

    static String search(Finding finding, List<HistoryEntry> history) {
        String notes = history.reversed().stream()
                .map(HistoryEntry::note)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
        return Text.searchable(
                finding.origin().sourceAddress(),
                finding.target().userName(),
                finding.target().certificateId(),
                finding.target().providerArn(),
                finding.target().clientId(),
                finding.target().resource(),
                notes.isEmpty() ? null : notes.substring(0, Math.min(notes.length(), LONGEST_NOTES)));
    }

    /** Nothing, where the finding's other columns tell all of it. */
    private static String history(Finding finding) {
        return finding.history().equals(justDetected(finding.detectedAt()))
                ? ""
                : DetailsWriter.history(finding.history());
    }

    /** The history of a finding to which nothing has happened yet. */
    static List<HistoryEntry> justDetected(Instant detectedAt) {
        return List.of(new HistoryEntry(detectedAt, "detected", null, null));
    }

    @Override
    public void close() throws SQLException {
        try (findings;
                events;
                records) {
            // closed in reverse, each whatever the others do
        }
    }
}
