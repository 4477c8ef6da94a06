package io.tamperwatch.store;

import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.Reach;
import io.tamperwatch.finding.Trace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;

/** What is remembered of one account's events. */
final class Traces {

    /** However many events somebody makes, a page looks at no more of them: those that happened last. */
    private static final int MOST = 1_000;

    private static final String COLUMNS = "event_id, event_name, occurred_at, outcome, actor, session, target_user,"
            + " provider, anchor, marks, finding";

    private final Connection connection;
    private final Dialect dialect;
    private final long account;

    Traces(Connection connection, Dialect dialect, long account) {
        this.connection = connection;
        this.dialect = dialect;
        this.account = account;
    }

    /** Stored events around these, by the same actors or aimed at the same users or providers, oldest first. */
    List<Trace> near(List<Trace> arriving, Reach reach) throws SQLException {
        List<Trace> near = select(arriving, reach.near(), Set.of());
        Set<String> partners = reach.partners(arriving);
        if (partners.isEmpty()) {
            return near.reversed();
        }
        Map<String, Trace> all = new HashMap<>();
        near.forEach(trace -> all.put(trace.id(), trace));
        select(arriving, reach.far(), partners).forEach(trace -> all.putIfAbsent(trace.id(), trace));
        return all.values().stream()
                .sorted(Comparator.comparing(Trace::occurredAt).thenComparing(Trace::id))
                .toList();
    }

    /**
     * The last ones first.
     *
     * @param names of the events; empty when any will do
     */
    private List<Trace> select(List<Trace> arriving, Duration distance, Set<String> names) throws SQLException {
        Instant first =
                arriving.stream().map(Trace::occurredAt).min(Instant::compareTo).orElseThrow();
        Instant last =
                arriving.stream().map(Trace::occurredAt).max(Instant::compareTo).orElseThrow();
        List<Long> keys = new ArrayList<>();
        String alike = in("actor", keys(arriving, Trace::actor), keys)
                + in(" or target_user", keys(arriving, Trace::user), keys)
                + in(" or provider", keys(arriving, Trace::provider), keys);
        String named = names.isEmpty() ? "" : " and event_name in (?" + ", ?".repeat(names.size() - 1) + ")";
        String sql = "select " + COLUMNS + " from trace where account = ? and occurred_at between ? and ?" + named
                + " and (" + alike + ") order by occurred_at desc, event_id desc limit " + MOST;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, account);
            select.setLong(2, Text.millis(first.minus(distance)));
            select.setLong(3, Text.millis(last.plus(distance)));
            int parameter = 4;
            for (String name : names) {
                select.setString(parameter++, Text.storable(name));
            }
            for (long key : keys) {
                select.setLong(parameter++, key);
            }
            return read(select);
        }
    }

    private static Set<Long> keys(List<Trace> traces, ToLongFunction<Trace> key) {
        Set<Long> keys = new HashSet<>();
        traces.forEach(trace -> keys.add(key.applyAsLong(trace)));
        keys.remove(0L);
        return keys;
    }

    private static String in(String column, Collection<Long> values, List<Long> parameters) {
        if (values.isEmpty()) {
            return "";
        }
        parameters.addAll(values);
        return column + " in (?" + ", ?".repeat(values.size() - 1) + ")";
    }

    private List<Trace> read(PreparedStatement select) throws SQLException {
        List<Trace> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new Trace(
                        dialect.getUuid(rows, 1).toString(),
                        rows.getString(2),
                        Instant.ofEpochMilli(rows.getLong(3)),
                        Outcome.valueOf(rows.getString(4).toUpperCase(Locale.ROOT)),
                        rows.getLong(5),
                        rows.getLong(6),
                        rows.getLong(7),
                        rows.getLong(8),
                        rows.getLong(9),
                        rows.getInt(10),
                        rows.getLong(11)));
            }
        }
        return found;
    }

    /** Of these events, those that are remembered. */
    Set<UUID> known(List<Trace> traces) throws SQLException {
        Set<UUID> known = new HashSet<>();
        String sql = "select event_id from trace where account = ? and occurred_at = ? and event_id = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (Trace trace : traces) {
                key(select, 1, trace);
                try (ResultSet rows = select.executeQuery()) {
                    if (rows.next()) {
                        known.add(dialect.getUuid(rows, 1));
                    }
                }
            }
        }
        return known;
    }

    private void key(PreparedStatement statement, int index, Trace trace) throws SQLException {
        statement.setLong(index, account);
        statement.setLong(index + 1, Text.millis(trace.occurredAt()));
        dialect.setUuid(statement, index + 2, EventKey.event(trace.id()));
    }

    /** Remembers events; what was remembered of the same event at the same time is replaced. */
    void add(List<Trace> traces) throws SQLException {
        String sql =
                "insert into trace (account, occurred_at, event_id, event_name, outcome, actor, session, target_user,"
                        + " provider, anchor, marks, finding) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (account, occurred_at, event_id) do update set outcome = excluded.outcome,"
                        + " actor = excluded.actor, session = excluded.session, target_user = excluded.target_user,"
                        + " provider = excluded.provider, anchor = excluded.anchor, marks = excluded.marks";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Trace trace : traces) {
                key(insert, 1, trace);
                insert.setString(4, Text.storable(trace.eventName()));
                insert.setString(5, trace.outcome().label());
                insert.setLong(6, trace.actor());
                insert.setLong(7, trace.session());
                insert.setLong(8, trace.user());
                insert.setLong(9, trace.provider());
                insert.setLong(10, trace.anchor());
                insert.setInt(11, trace.marks());
                if (trace.hasFinding()) {
                    insert.setLong(12, trace.number());
                } else {
                    insert.setNull(12, java.sql.Types.BIGINT);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Remembers what a finding's latest judgement has taken into account. */
    void mark(Trace trace, int marks) throws SQLException {
        String sql = "update trace set marks = ? where account = ? and occurred_at = ? and event_id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setInt(1, marks);
            key(update, 2, trace);
            update.executeUpdate();
        }
    }

    void forgetBefore(Instant time) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from trace where account = ? and occurred_at < ?")) {
            delete.setLong(1, account);
            delete.setLong(2, Text.millis(time));
            delete.executeUpdate();
        }
    }
}
