package io.tamperwatch.store;

import io.tamperwatch.finding.Trace;
import io.tamperwatch.finding.Trace.Habit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who first made which call when, in one account. */
final class Habits {

    /** Stands for the account's whole history. */
    private static final Habit ANY = new Habit(0, 0);

    private final Connection connection;
    private final long account;
    private final Map<Habit, Instant> firstAt = new HashMap<>();

    Habits(Connection connection, long account) {
        this.connection = connection;
        this.account = account;
    }

    /** Looks up the actors of these events. */
    Habits of(List<Trace> traces) throws SQLException {
        Set<Long> actors = new HashSet<>(Set.of(ANY.actor()));
        traces.forEach(trace -> actors.add(trace.actor()));
        String sql = "select actor, call, first_at from habit where account = ? and actor in (?"
                + ", ?".repeat(actors.size() - 1) + ")";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int index = 1;
            select.setLong(index++, account);
            for (long actor : actors) {
                select.setLong(index++, actor);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Habit habit = new Habit(rows.getLong(1), rows.getLong(2));
                    firstAt.put(habit, Instant.ofEpochMilli(rows.getLong(3)));
                }
            }
        }
        return this;
    }

    Map<Habit, Instant> firstAt() {
        return Map.copyOf(firstAt);
    }

    @Nullable
    Instant since() {
        return firstAt.get(ANY);
    }

    /** Takes note of what these events show to be older than was known. */
    void add(List<Trace> traces) throws SQLException {
        Map<Habit, Instant> earlier = new HashMap<>();
        for (Trace trace : traces) {
            note(trace.habit(), trace.occurredAt(), earlier);
            note(ANY, trace.occurredAt(), earlier);
        }
        if (earlier.isEmpty()) {
            return;
        }
        String sql = "insert into habit (account, actor, call, first_at) values (?, ?, ?, ?)"
                + " on conflict (account, actor, call) do update set first_at = excluded.first_at";
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            for (Map.Entry<Habit, Instant> entry : earlier.entrySet()) {
                upsert.setLong(1, account);
                upsert.setLong(2, entry.getKey().actor());
                upsert.setLong(3, entry.getKey().call());
                upsert.setLong(4, Text.millis(entry.getValue()));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private void note(Habit habit, Instant time, Map<Habit, Instant> earlier) {
        Instant known = firstAt.get(habit);
        if (known == null || time.isBefore(known)) {
            firstAt.put(habit, time);
            earlier.put(habit, time);
        }
    }
}
