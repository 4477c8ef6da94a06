package io.tamperwatch.store;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The kinds of finding and their numbers. Rows are only ever added, so what was read once stays true. */
final class Kinds {

    private static final String COLUMNS =
            "num, account_key, account, account_id, region, event_source, event_name, detection, severity, outcome";

    private final Map<Kind, Long> numbers = new ConcurrentHashMap<>();
    private final Map<Long, Kind> kinds = new ConcurrentHashMap<>();

    /** The kind with this number, which must be in the database. */
    Kind kind(Connection connection, long number) throws SQLException {
        Kind known = kinds.get(number);
        if (known == null) {
            load(connection);
            known = Objects.requireNonNull(kinds.get(number), "a kind that findings refer to");
        }
        return known;
    }

    /** Numbers of the kinds whose event's name contains the text, which is in lower case. */
    List<Long> named(Connection connection, String text) throws SQLException {
        load(connection);
        return kinds.entrySet().stream()
                .filter(kind ->
                        kind.getValue().eventName().toLowerCase(Locale.ROOT).contains(text))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The kind's number. A kind met for the first time is added in the caller's transaction and remembered only when it
     * is next read, after the transaction has been committed.
     */
    long number(Connection connection, Kind kind, Map<Kind, Long> added) throws SQLException {
        Long known = numbers.get(kind);
        if (known == null) {
            known = added.get(kind);
        }
        if (known == null) {
            known = find(connection, kind);
            added.put(kind, known);
        }
        return known;
    }

    /** Remembers what a transaction has added, now that it is committed. */
    void remember(Map<Kind, Long> added) {
        added.forEach((kind, number) -> {
            numbers.put(kind, number);
            kinds.put(number, kind);
        });
    }

    private static long find(Connection connection, Kind kind) throws SQLException {
        long next = 1;
        try (PreparedStatement select = connection.prepareStatement("select " + COLUMNS + " from kind");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                long number = rows.getLong(1);
                if (read(rows).equals(kind)) {
                    return number;
                }
                next = Math.max(next, number + 1);
            }
        }
        insert(connection, next, kind);
        return next;
    }

    private static void insert(Connection connection, long number, Kind kind) throws SQLException {
        String sql = "insert into kind (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, number);
            insert.setString(2, kind.accountKey());
            insert.setString(3, kind.account());
            insert.setString(4, kind.accountId());
            insert.setString(5, kind.region());
            insert.setString(6, kind.eventSource());
            insert.setString(7, kind.eventName());
            insert.setString(8, kind.detection());
            insert.setString(9, kind.severity().label());
            insert.setString(10, kind.outcome().label());
            insert.executeUpdate();
        }
    }

    private void load(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select " + COLUMNS + " from kind");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                long number = rows.getLong(1);
                Kind kind = read(rows);
                kinds.put(number, kind);
                numbers.putIfAbsent(kind, number);
            }
        }
    }

    private static Kind read(ResultSet rows) throws SQLException {
        return new Kind(
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                rows.getString(7),
                rows.getString(8),
                Severity.valueOf(rows.getString(9).toUpperCase(Locale.ROOT)),
                Outcome.valueOf(rows.getString(10).toUpperCase(Locale.ROOT)));
    }
}
