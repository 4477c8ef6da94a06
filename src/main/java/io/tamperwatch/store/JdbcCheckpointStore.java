package io.tamperwatch.store;

import io.tamperwatch.watch.CatchUp;
import io.tamperwatch.watch.Checkpoint;
import io.tamperwatch.watch.CheckpointStore;
import io.tamperwatch.watch.Gap;
import io.tamperwatch.watch.Reading;
import io.tamperwatch.watch.WatchKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checkpoints and gaps in a database. Times are kept in milliseconds, rounded down: reading a little twice is safe. */
final class JdbcCheckpointStore implements CheckpointStore {

    private static final String SAVE = """
            insert into checkpoint (account, region, reading_by, reading_value, origin, head, swept_at,
                catch_up_kind, catch_up_from, catch_up_until, catch_up_reached, catch_up_complete_before, catch_up_started_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (account, region, reading_by, reading_value) do update set
                origin = excluded.origin, head = excluded.head, swept_at = excluded.swept_at, catch_up_kind = excluded.catch_up_kind,
                catch_up_from = excluded.catch_up_from, catch_up_until = excluded.catch_up_until,
                catch_up_reached = excluded.catch_up_reached,
                catch_up_complete_before = excluded.catch_up_complete_before,
                catch_up_started_at = excluded.catch_up_started_at
            """;

    private final Database database;

    JdbcCheckpointStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Checkpoint> load(WatchKey watch) {
        String sql = "select reading_by, reading_value, origin, head, swept_at, catch_up_kind, catch_up_from,"
                + " catch_up_until, catch_up_reached, catch_up_complete_before, catch_up_started_at"
                + " from checkpoint where account = ? and region = ? order by reading_by, reading_value";
        return database.read(connection -> {
            List<Checkpoint> checkpoints = new ArrayList<>();
            try (PreparedStatement select = of(connection, sql, watch);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    checkpoints.add(checkpoint(watch, rows));
                }
            }
            return checkpoints;
        });
    }

    private static Checkpoint checkpoint(WatchKey watch, ResultSet rows) throws SQLException {
        return new Checkpoint(
                watch, reading(rows), instant(rows, 3), instant(rows, 4), instant(rows, 5), catchUp(rows));
    }

    private static @Nullable CatchUp catchUp(ResultSet rows) throws SQLException {
        String kind = rows.getString(6);
        if (kind == null) {
            return null;
        }
        return new CatchUp(
                CatchUp.Kind.valueOf(kind),
                instant(rows, 7),
                instant(rows, 8),
                instant(rows, 9),
                instant(rows, 10),
                instant(rows, 11));
    }

    @Override
    public void save(Checkpoint checkpoint) {
        database.write(connection -> save(connection, checkpoint));
    }

    private static int save(Connection connection, Checkpoint checkpoint) throws SQLException {
        try (PreparedStatement upsert = of(connection, SAVE, checkpoint.watch())) {
            upsert.setString(3, checkpoint.reading().by().name());
            upsert.setString(4, checkpoint.reading().value());
            upsert.setLong(5, Text.millis(checkpoint.origin()));
            upsert.setLong(6, Text.millis(checkpoint.head()));
            upsert.setLong(7, Text.millis(checkpoint.sweptAt()));
            CatchUp catchUp = checkpoint.catchUp();
            upsert.setString(8, catchUp == null ? null : catchUp.kind().name());
            time(upsert, 9, catchUp == null ? null : catchUp.from());
            time(upsert, 10, catchUp == null ? null : catchUp.until());
            time(upsert, 11, catchUp == null ? null : catchUp.reached());
            time(upsert, 12, catchUp == null ? null : catchUp.completeBefore());
            time(upsert, 13, catchUp == null ? null : catchUp.startedAt());
            return upsert.executeUpdate();
        }
    }

    @Override
    public void saveWithGap(Checkpoint checkpoint, Gap gap) {
        database.write(connection -> save(connection, checkpoint) + add(connection, gap));
    }

    private static int add(Connection connection, Gap gap) throws SQLException {
        String sql = "insert into gap (account, region, reading_by, reading_value, gap_from, gap_until, noticed_at)"
                + " values (?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (account, region, reading_by, reading_value, gap_from, gap_until) do nothing";
        try (PreparedStatement insert = of(connection, sql, gap.watch())) {
            insert.setString(3, gap.reading().by().name());
            insert.setString(4, gap.reading().value());
            insert.setLong(5, Text.millis(gap.from()));
            insert.setLong(6, Text.millis(gap.until()));
            insert.setLong(7, Text.millis(gap.noticedAt()));
            return insert.executeUpdate();
        }
    }

    @Override
    public List<Gap> gaps(WatchKey watch) {
        String sql = "select reading_by, reading_value, gap_from, gap_until, noticed_at from gap"
                + " where account = ? and region = ? order by gap_from, gap_until, reading_by, reading_value";
        return database.read(connection -> {
            List<Gap> gaps = new ArrayList<>();
            try (PreparedStatement select = of(connection, sql, watch);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    gaps.add(new Gap(watch, reading(rows), instant(rows, 3), instant(rows, 4), instant(rows, 5)));
                }
            }
            return gaps;
        });
    }

    @Override
    public boolean bind(String account, String accountId) {
        return database.write(connection -> new AccountBinding(connection, account).bind(accountId));
    }

    private static PreparedStatement of(Connection connection, String sql, WatchKey watch) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, watch.account());
        statement.setString(2, watch.region());
        return statement;
    }

    private static void time(PreparedStatement statement, int index, @Nullable Instant time) throws SQLException {
        if (time == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, Text.millis(time));
        }
    }

    private static Reading reading(ResultSet rows) throws SQLException {
        return new Reading(Reading.By.valueOf(rows.getString(1)), rows.getString(2));
    }

    private static Instant instant(ResultSet rows, int index) throws SQLException {
        return Instant.ofEpochMilli(rows.getLong(index));
    }
}
