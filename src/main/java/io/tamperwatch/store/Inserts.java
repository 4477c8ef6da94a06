package io.tamperwatch.store;

import io.tamperwatch.finding.Finding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** New rows of one transaction, sent in three batches. */
final class Inserts implements AutoCloseable {

    private final PreparedStatement findings;
    private final PreparedStatement events;
    private final PreparedStatement records;

    Inserts(Connection connection) throws SQLException {
        findings = connection.prepareStatement("insert into finding (num, account_key, id, kind, occurred_at,"
                + " detected_at, status, record, actor, about, history, details)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        events = connection.prepareStatement(
                "insert into event_record (event_id, account_key, num, finding) values (?, ?, ?, ?)");
        records = connection.prepareStatement("insert into raw_record (num, raw) values (?, ?)");
    }

    /**
     * Adds a finding's row.
     *
     * @param number the finding's, and that of the record it came with
     */
    void finding(long number, EventKey key, long kind, Finding finding) throws SQLException {
        findings.setLong(1, number);
        findings.setString(2, key.accountKey());
        findings.setString(3, key.eventId());
        findings.setLong(4, kind);
        findings.setLong(5, Text.millis(finding.occurredAt()));
        findings.setLong(6, Text.millis(finding.detectedAt()));
        findings.setString(7, finding.status().label());
        findings.setLong(8, number);
        findings.setString(9, actor(finding));
        findings.setString(10, about(finding));
        findings.setString(11, DetailsWriter.history(finding.history()));
        findings.setString(12, DetailsWriter.details(finding));
        findings.addBatch();
    }

    /**
     * Adds an event id.
     *
     * @param record number of its record; null while the record has not been seen
     */
    void event(EventKey key, @Nullable Long record, long finding) throws SQLException {
        events.setString(1, key.eventId());
        events.setString(2, key.accountKey());
        events.setObject(3, record, java.sql.Types.BIGINT);
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

    /** What the filter {@code actor} looks at. */
    static String actor(Finding finding) {
        return Text.searchable(finding.actor().name(), finding.actor().arn());
    }

    /** What the free text filter looks at beside the actor. */
    static String about(Finding finding) {
        return Text.searchable(
                finding.eventName(),
                finding.origin().sourceAddress(),
                finding.target().userName(),
                finding.target().certificateId(),
                finding.target().providerArn(),
                finding.target().clientId());
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
