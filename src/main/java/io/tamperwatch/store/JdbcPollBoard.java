package io.tamperwatch.store;

import io.tamperwatch.watch.PollBoard;
import io.tamperwatch.watch.WatchKey;
import io.tamperwatch.watch.WatchReport.PollReport;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The latest polls in PostgreSQL. */
final class JdbcPollBoard implements PollBoard {

    private static final String POST = """
        insert into latest_poll (account, region, started_at, ended_at, outcome, error) values (?, ?, ?, ?, ?, ?)
        on conflict (account, region) do update set started_at = excluded.started_at, ended_at = excluded.ended_at,
            outcome = excluded.outcome, error = excluded.error
        """;

    private final Database database;

    JdbcPollBoard(Database database) {
        this.database = database;
    }

    @Override
    public void post(Map<WatchKey, PollReport> polls) {
        database.beside(connection -> {
            try (PreparedStatement upsert = connection.prepareStatement(POST)) {
                for (Map.Entry<WatchKey, PollReport> poll : polls.entrySet()) {
                    set(upsert, poll.getKey(), poll.getValue());
                    upsert.addBatch();
                }
                return upsert.executeBatch();
            }
        });
    }

    private static void set(PreparedStatement upsert, WatchKey watch, PollReport poll) throws SQLException {
        upsert.setString(1, watch.account());
        upsert.setString(2, watch.region());
        upsert.setLong(3, poll.startedAt().toEpochMilli());
        upsert.setLong(4, poll.endedAt().toEpochMilli());
        upsert.setString(5, poll.outcome());
        String error = poll.error();
        upsert.setString(6, error == null ? null : Text.storable(error));
    }

    @Override
    public Map<WatchKey, PollReport> read() {
        String sql = "select account, region, started_at, ended_at, outcome, error from latest_poll";
        return database.read(connection -> {
            Map<WatchKey, PollReport> polls = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(sql);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    polls.put(new WatchKey(rows.getString(1), rows.getString(2)), poll(rows));
                }
            }
            return polls;
        });
    }

    private static PollReport poll(ResultSet rows) throws SQLException {
        return new PollReport(
                Instant.ofEpochMilli(rows.getLong(3)),
                Instant.ofEpochMilli(rows.getLong(4)),
                rows.getString(5),
                rows.getString(6));
    }
}
