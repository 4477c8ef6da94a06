package io.tamperwatch.store;

import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.replica.Lease;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final String COLUMNS =
            "reading_by, reading_value, origin, head, swept_at, catch_up_kind, catch_up_from,"
                    + " catch_up_until, catch_up_reached, catch_up_complete_before, catch_up_started_at";

    private static final String GAP_COLUMNS = "reading_by, reading_value, gap_from, gap_until, noticed_at";

    private final Database database;
    private final Fence fence;

    JdbcCheckpointStore(Database database) {
        this.database = database;
        this.fence = new Fence(database.dialect());
    }

    @Override
    public int generation() {
        return database.generation();
    }

    @Override
    public List<Checkpoint> load(WatchKey watch) {
        String sql = "select " + COLUMNS
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

    @Override
    public Map<WatchKey, Kept> loadAll() {
        String checkpoints = "select " + COLUMNS + ", account, region from checkpoint";
        String gaps = "select " + GAP_COLUMNS + ", account, region from gap order by gap_from, gap_until, reading_by,"
                + " reading_value";
        Map<WatchKey, List<Checkpoint>> found = new HashMap<>();
        Map<WatchKey, List<Gap>> lost = new HashMap<>();
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(checkpoints);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    WatchKey watch = new WatchKey(rows.getString(12), rows.getString(13));
                    found.computeIfAbsent(watch, unseen -> new ArrayList<>()).add(checkpoint(watch, rows));
                }
            }
            try (PreparedStatement select = connection.prepareStatement(gaps);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    WatchKey watch = new WatchKey(rows.getString(6), rows.getString(7));
                    lost.computeIfAbsent(watch, unseen -> new ArrayList<>()).add(gap(watch, rows));
                }
            }
            Map<WatchKey, Kept> all = new HashMap<>();
            found.forEach((watch, those) -> all.put(watch, new Kept(those, lost.getOrDefault(watch, List.of()))));
            return all;
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
    public boolean save(Lease lease, int generation, Checkpoint checkpoint) {
        return database.write(of(generation, fence.of(lease, connection -> save(connection, checkpoint))));
    }

    /** Work that is done in no other generation than this. */
    private Database.Work<Boolean> of(int generation, Database.Work<Boolean> work) {
        return connection -> {
            if (database.generation() != generation) {
                throw new StoreUnavailable(
                        "the store was opened anew and may be an older one; what was read meanwhile is read again");
            }
            return work.on(connection);
        };
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
    public boolean saveWithGap(Lease lease, int generation, Checkpoint checkpoint, Gap gap) {
        return database.write(of(
                generation, fence.of(lease, connection -> save(connection, checkpoint) + add(connection, gap))));
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
        String sql = "select " + GAP_COLUMNS
                + " from gap where account = ? and region = ? order by gap_from, gap_until, reading_by, reading_value";
        return database.read(connection -> {
            List<Gap> gaps = new ArrayList<>();
            try (PreparedStatement select = of(connection, sql, watch);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    gaps.add(gap(watch, rows));
                }
            }
            return gaps;
        });
    }

    private static Gap gap(WatchKey watch, ResultSet rows) throws SQLException {
        return new Gap(watch, reading(rows), instant(rows, 3), instant(rows, 4), instant(rows, 5));
    }

    @Override
    public boolean bind(Lease lease, String accountId) {
        return database.write(
                fence.of(lease, connection -> new AccountBinding(connection, lease.account()).bind(accountId)));
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
