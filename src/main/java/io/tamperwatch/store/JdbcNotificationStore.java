package io.tamperwatch.store;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Notice;
import io.tamperwatch.finding.NotificationStore;
import io.tamperwatch.finding.Raised;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What others have been told and are still to be told, in a database. */
final class JdbcNotificationStore implements NotificationStore {

    private static final String NOTICES = "select " + FindingRow.COLUMNS + FindingRow.NO_RECORD
            + ", n.num, n.what, n.happened_at, n.who, n.note, n.attempts, n.due_at, n.tried_at, n.error"
            + " from notice n join finding f on f.num = n.finding" + FindingRow.JOINS;

    private static final int BEHIND_THE_FINDING = 11;

    private final Database database;
    private final JdbcFindingStore findings;

    JdbcNotificationStore(Database database, JdbcFindingStore findings) {
        this.database = database;
        this.findings = findings;
    }

    @Override
    public boolean takeTurn(String holder, Duration lasts) {
        String now = database.dialect().now();
        String sql = "insert into notifier (name, holder, held_until) values ('notifier', ?, " + now + " + ?)"
                + " on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until"
                + " where notifier.holder = excluded.holder or notifier.held_until <= " + now;
        return update(sql, holder, lasts.toMillis()) > 0;
    }

    @Override
    public List<Raised> raised(String receiver) {
        String sql = "select detection, severity, account, finding from raised where receiver = ?"
                + " order by detection, severity, account, finding";
        return database.read(connection -> {
            List<Raised> raised = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, receiver);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        Severity severity = Severity.valueOf(rows.getString(2).toUpperCase(Locale.ROOT));
                        raised.add(new Raised(rows.getString(1), severity, rows.getString(3), rows.getString(4)));
                    }
                }
            }
            return raised;
        });
    }

    @Override
    public void raise(String receiver, Collection<Raised> raised) {
        each(
                "insert into raised (receiver, detection, severity, account, finding) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                receiver,
                raised);
    }

    @Override
    public void lower(String receiver, Collection<Raised> raised) {
        each(
                "delete from raised where receiver = ? and detection = ? and severity = ? and account = ?"
                        + " and finding = ?",
                receiver,
                raised);
    }

    private void each(String sql, String receiver, Collection<Raised> raised) {
        if (raised.isEmpty()) {
            return;
        }
        database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (Raised one : raised) {
                    statement.setString(1, receiver);
                    statement.setString(2, Text.storable(one.detection()));
                    statement.setString(3, one.severity().label());
                    statement.setString(4, Text.storable(one.account()));
                    statement.setString(5, Text.storable(one.finding()));
                    statement.addBatch();
                }
                return statement.executeBatch();
            }
        });
    }

    @Override
    public List<Notice> due(Instant now, int limit) {
        return notices(" where n.due_at <= ? order by n.due_at, n.num limit ?", Text.millis(now), limit);
    }

    @Override
    public List<Notice> notices(boolean givenUp, int limit) {
        return notices(" where " + dueness(givenUp) + " order by n.num desc limit ?", limit);
    }

    @Override
    public Optional<Notice> notice(long number) {
        return notices(" where n.num = ?", number).stream().findFirst();
    }

    private static String dueness(boolean givenUp) {
        return givenUp ? "n.due_at is null" : "n.due_at is not null";
    }

    private List<Notice> notices(String which, Object... parameters) {
        return database.read(connection -> {
            List<Notice> notices = new ArrayList<>();
            FindingRow.Shared shared = new FindingRow.Shared();
            try (PreparedStatement select = prepared(connection, NOTICES + which, parameters);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    notices.add(notice(connection, rows, shared));
                }
            }
            return notices;
        });
    }

    private Notice notice(Connection connection, ResultSet rows, FindingRow.Shared shared) throws SQLException {
        FindingRow row = FindingRow.read(rows);
        int at = BEHIND_THE_FINDING;
        return new Notice(
                rows.getLong(at + 1),
                row.finding(findings.kind(connection, row.kind()), shared),
                new HistoryEntry(
                        Instant.ofEpochMilli(rows.getLong(at + 3)),
                        rows.getString(at + 2),
                        rows.getString(at + 4),
                        rows.getString(at + 5)),
                rows.getInt(at + 6),
                time(rows, at + 7),
                time(rows, at + 8),
                rows.getString(at + 9));
    }

    private static @Nullable Instant time(ResultSet rows, int column) throws SQLException {
        long millis = rows.getLong(column);
        return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public long countNotices(boolean givenUp) {
        return database.read(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement("select count(*) from notice n where " + dueness(givenUp));
                    ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    @Override
    public void told(long number) {
        update("delete from notice where num = ?", number);
    }

    @Override
    public void failed(long number, Instant at, String error, @Nullable Instant again) {
        String sql = "update notice set attempts = attempts + 1, tried_at = ?, error = ?, due_at = "
                + (again == null ? "null" : "?") + " where num = ?";
        if (again == null) {
            update(sql, Text.millis(at), Text.storable(error), number);
        } else {
            update(sql, Text.millis(at), Text.storable(error), Text.millis(again), number);
        }
    }

    @Override
    public boolean tellAgain(long number, Instant now) {
        return update("update notice set attempts = 0, due_at = ? where num = ?", Text.millis(now), number) > 0;
    }

    @Override
    public int tellAllAgain(Instant now) {
        return update("update notice set attempts = 0, due_at = ? where due_at is null", Text.millis(now));
    }

    private int update(String sql, Object... parameters) {
        return database.write(connection -> {
            try (PreparedStatement update = prepared(connection, sql, parameters)) {
                return update.executeUpdate();
            }
        });
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
