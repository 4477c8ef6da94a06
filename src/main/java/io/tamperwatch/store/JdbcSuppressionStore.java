package io.tamperwatch.store;

import io.tamperwatch.finding.Ended;
import io.tamperwatch.finding.Suppression;
import io.tamperwatch.finding.Suppression.Pattern;
import io.tamperwatch.finding.SuppressionStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Suppressions in a database: few, so they are always read all together. */
final class JdbcSuppressionStore implements SuppressionStore {

    private static final String COLUMNS =
            "id, detection, actor, target, account, reason, author, created_at, expires_at, ended_at, ended_by";

    private final Database database;

    JdbcSuppressionStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Suppression> suppressions() {
        return database.read(connection -> select(connection));
    }

    private static List<Suppression> select(Connection connection) throws SQLException {
        String sql = "select " + COLUMNS + " from suppression order by created_at desc, id desc";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            return read(select);
        }
    }

    @Override
    public List<Suppression> active(Instant now) {
        return database.read(connection -> active(connection, now));
    }

    /** As a transaction sees them: behind the write lock, all there are. */
    static List<Suppression> active(Connection connection, Instant now) throws SQLException {
        String sql = "select " + COLUMNS + " from suppression where ended_at is null and expires_at > ?"
                + " order by created_at desc, id desc";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, Text.millis(now));
            return read(select);
        }
    }

    private static List<Suppression> read(PreparedStatement select) throws SQLException {
        List<Suppression> suppressions = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                suppressions.add(suppression(rows));
            }
        }
        return suppressions;
    }

    private static Suppression suppression(ResultSet rows) throws SQLException {
        return new Suppression(
                rows.getString(1),
                rows.getString(2),
                pattern(rows.getString(3)),
                pattern(rows.getString(4)),
                rows.getString(5),
                rows.getString(6),
                rows.getString(7),
                Instant.ofEpochMilli(rows.getLong(8)),
                Instant.ofEpochMilli(rows.getLong(9)),
                timeOrNull(rows, 10),
                rows.getString(11));
    }

    private static @Nullable Pattern pattern(@Nullable String text) {
        return text == null ? null : new Pattern(text);
    }

    private static @Nullable Instant timeOrNull(ResultSet rows, int column) throws SQLException {
        long millis = rows.getLong(column);
        return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public void add(Suppression suppression) {
        database.write(connection -> insert(connection, suppression));
    }

    private static int insert(Connection connection, Suppression suppression) throws SQLException {
        String sql = "insert into suppression (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, suppression.id());
            insert.setString(2, Text.storableOrNull(suppression.detection()));
            insert.setString(3, text(suppression.actor()));
            insert.setString(4, text(suppression.target()));
            insert.setString(5, Text.storableOrNull(suppression.account()));
            insert.setString(6, Text.storable(suppression.reason()));
            insert.setString(7, Text.storable(suppression.author()));
            insert.setLong(8, Text.millis(suppression.createdAt()));
            insert.setLong(9, Text.millis(suppression.expiresAt()));
            Instant endedAt = suppression.endedAt();
            if (endedAt == null) {
                insert.setNull(10, Types.BIGINT);
            } else {
                insert.setLong(10, Text.millis(endedAt));
            }
            insert.setString(11, Text.storableOrNull(suppression.endedBy()));
            return insert.executeUpdate();
        }
    }

    private static @Nullable String text(@Nullable Pattern pattern) {
        return pattern == null ? null : Text.storable(pattern.text());
    }

    @Override
    public Ended end(String id, Instant at, String by) {
        return database.write(connection -> {
            boolean done = end(connection, id, at, by);
            return find(connection, id)
                    .<Ended>map(found -> done ? new Ended.Done(found) : new Ended.AlreadyOver(found))
                    .orElseGet(Ended.Unknown::new);
        });
    }

    /** Whether there was something to end. */
    private static boolean end(Connection connection, String id, Instant at, String by) throws SQLException {
        String sql = "update suppression set ended_at = ?, ended_by = ?"
                + " where id = ? and ended_at is null and expires_at > ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, Text.millis(at));
            update.setString(2, Text.storable(by));
            update.setString(3, Text.storable(id));
            update.setLong(4, Text.millis(at));
            return update.executeUpdate() == 1;
        }
    }

    private static Optional<Suppression> find(Connection connection, String id) throws SQLException {
        String sql = "select " + COLUMNS + " from suppression where id = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, Text.storable(id));
            return read(select).stream().findFirst();
        }
    }
}
