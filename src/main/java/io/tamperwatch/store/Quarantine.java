package io.tamperwatch.store;

import io.tamperwatch.finding.QuarantinedRecord;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Records that could not be read, each once for an account however often it is met. */
final class Quarantine {

    private Quarantine() {}

    /** Keeps those that are not kept yet and returns how many they are. */
    static int add(Connection connection, List<QuarantinedRecord> records) throws SQLException {
        int added = 0;
        String sql = "insert into quarantine (account, id, region, event_name, reason, quarantined_at, record)"
                + " values (?, ?, ?, ?, ?, ?, ?) on conflict (account, id) do nothing";
        if (records.isEmpty()) {
            return added;
        }
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (QuarantinedRecord record : records) {
                added += add(insert, record);
            }
        }
        return added;
    }

    private static int add(PreparedStatement insert, QuarantinedRecord record) throws SQLException {
        insert.setString(1, Text.key(record.account()));
        insert.setString(2, Text.key(record.id()));
        insert.setString(3, Text.storable(record.region()));
        insert.setString(4, Text.storableOrNull(record.eventName()));
        insert.setString(5, Text.storable(record.reason()));
        insert.setLong(6, Text.millis(record.quarantinedAt()));
        insert.setBytes(7, record.record().getBytes(StandardCharsets.UTF_8));
        return insert.executeUpdate();
    }

    static List<QuarantinedRecord> newest(Connection connection, int limit) throws SQLException {
        String sql = "select id, account, region, event_name, reason, quarantined_at, record from quarantine"
                + " order by quarantined_at desc, account desc, id desc limit ?";
        List<QuarantinedRecord> records = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, limit);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    records.add(new QuarantinedRecord(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            Instant.ofEpochMilli(rows.getLong(6)),
                            new String(rows.getBytes(7), StandardCharsets.UTF_8)));
                }
            }
        }
        return records;
    }

    static long count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from quarantine")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
