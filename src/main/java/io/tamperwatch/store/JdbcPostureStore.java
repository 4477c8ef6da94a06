package io.tamperwatch.store;

import io.tamperwatch.posture.Judged;
import io.tamperwatch.posture.PostureState;
import io.tamperwatch.posture.PostureStore;
import io.tamperwatch.posture.Standing;
import io.tamperwatch.posture.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Posture in a database. */
final class JdbcPostureStore implements PostureStore {

    private static final String COLUMNS = "account, check_id, status, since, checked_at, offenders, details";

    private final Database database;

    JdbcPostureStore(Database database) {
        this.database = database;
    }

    private record Before(Status status, Instant since, Instant checkedAt) {}

    @Override
    public List<Turn> keep(List<Judged> judged) {
        return database.write(connection -> {
            List<Turn> turns = new ArrayList<>();
            for (Judged each : judged) {
                keep(connection, each).ifPresent(turns::add);
            }
            return turns;
        });
    }

    /** No other writing transaction runs meanwhile, so what was read is still so when it is replaced. */
    private static Optional<Turn> keep(Connection connection, Judged judged) throws SQLException {
        Before before = before(connection, judged);
        if (before != null && before.checkedAt().isAfter(judged.at())) {
            return Optional.empty();
        }
        if (before != null && before.status() == judged.verdict().status()) {
            upsert(connection, judged.since(before.since()));
            return Optional.empty();
        }
        PostureState now = judged.since(judged.at());
        upsert(connection, now);
        return Optional.of(new Turn(now, before == null ? null : before.status()));
    }

    private static @Nullable Before before(Connection connection, Judged judged) throws SQLException {
        String sql = "select status, since, checked_at from posture where account = ? and check_id = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, judged.account());
            select.setString(2, judged.check());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? new Before(Status.valueOf(rows.getString(1)), time(rows, 2), time(rows, 3)) : null;
            }
        }
    }

    private static void upsert(Connection connection, PostureState state) throws SQLException {
        String sql = "insert into posture (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (account, check_id) do update set status = excluded.status, since = excluded.since,"
                + " checked_at = excluded.checked_at, offenders = excluded.offenders, details = excluded.details";
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            upsert.setString(1, state.account());
            upsert.setString(2, state.check());
            upsert.setString(3, state.status().name());
            upsert.setLong(4, Text.millis(state.since()));
            upsert.setLong(5, Text.millis(state.checkedAt()));
            upsert.setInt(6, state.offenderCount());
            upsert.setString(7, PostureDetails.write(state));
            upsert.executeUpdate();
        }
    }

    @Override
    public List<PostureState> states(@Nullable String account) {
        String sql = "select " + COLUMNS + " from posture" + (account == null ? "" : " where account = ?")
                + " order by account, check_id";
        return database.read(connection -> {
            List<PostureState> states = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                if (account != null) {
                    select.setString(1, account);
                }
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        states.add(state(rows));
                    }
                }
            }
            return states;
        });
    }

    private static PostureState state(ResultSet rows) throws SQLException {
        PostureDetails details = PostureDetails.read(rows.getString(7));
        return new PostureState(
                rows.getString(1),
                rows.getString(2),
                Status.valueOf(rows.getString(3)),
                time(rows, 4),
                time(rows, 5),
                details.evidence(),
                details.offenders(),
                rows.getInt(6),
                details.missing());
    }

    @Override
    public List<Standing> standings() {
        String sql = "select account, check_id, status, offenders from posture order by account, check_id";
        return database.read(connection -> {
            List<Standing> standings = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    standings.add(new Standing(
                            rows.getString(1), rows.getString(2), Status.valueOf(rows.getString(3)), rows.getInt(4)));
                }
            }
            return standings;
        });
    }

    @Override
    public Optional<Instant> checkedAt(String account) {
        String sql = "select checked_at from posture where account = ? order by checked_at desc limit 1";
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, account);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(time(rows, 1)) : Optional.empty();
                }
            }
        });
    }

    private static Instant time(ResultSet rows, int column) throws SQLException {
        return Instant.ofEpochMilli(rows.getLong(column));
    }
}
