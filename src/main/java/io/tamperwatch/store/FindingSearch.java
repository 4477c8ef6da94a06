package io.tamperwatch.store;

import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns a query into SQL. The filters on kind and status are first counted in the tally: what matches nothing is not
 * looked for, and what matches little is fetched by kind and sorted. Of the rest, a text is looked for in the blocks that
 * may hold it, and what has no text is found soon by walking back in time.
 */
final class FindingSearch {

    /** With a million findings, the number for which both ways to walk cost about the same. */
    private static final long FEW = 2_000;

    private final Connection connection;
    private final Dialect dialect;
    private final Kinds kinds;
    private final FindingQuery query;
    private final Conditions where = new Conditions();

    FindingSearch(Connection connection, Dialect dialect, Kinds kinds, FindingQuery query) {
        this.connection = connection;
        this.dialect = dialect;
        this.kinds = kinds;
        this.query = query;
    }

    /**
     * One row more than asked for, when there are that many, which tells that there is a next page.
     *
     * @param record the column of the record, one of {@link FindingRow}'s
     */
    List<FindingRow> rows(String record) throws SQLException {
        boolean few = false;
        if (byKind() || !query.status().isEmpty()) {
            Matching matching = matching();
            if (matching.count() == 0) {
                return List.of();
            }
            few = matching.count() <= FEW;
            if (byKind() || few) {
                where.in("f.kind", matching.kinds());
            }
        }
        filter();
        List<String> needles = needles();
        if (!few && !needles.isEmpty()) {
            return new BlockSearch(connection, dialect, query, where, needles).rows(record);
        }
        return select(few ? "finding_by_kind" : "finding_by_time", record);
    }

    private boolean byKind() {
        return !(query.severity().isEmpty()
                && query.detection().isEmpty()
                && query.event().isEmpty()
                && query.account().isEmpty());
    }

    /** The kinds that have findings with the wanted status, and how many findings these are. */
    private record Matching(Set<Long> kinds, long count) {}

    private Matching matching() throws SQLException {
        Set<Long> matching = new TreeSet<>();
        long count = 0;
        try (PreparedStatement select =
                        connection.prepareStatement("select kind, status, count from tally where count > 0");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Status status = Status.valueOf(rows.getString(2).toUpperCase(Locale.ROOT));
                if ((query.status().isEmpty() || query.status().contains(status))
                        && kinds.kind(connection, rows.getLong(1)).matches(query)) {
                    matching.add(rows.getLong(1));
                    count += rows.getLong(3);
                }
            }
        }
        return new Matching(matching, count);
    }

    private void filter() throws SQLException {
        if (!query.status().isEmpty()) {
            where.in("f.status", query.status().stream().map(Status::label).toList());
        }
        time("f.occurred_at >= ?", query.since());
        time("f.occurred_at < ?", query.until());
        if (query.after() != null) {
            long time = Text.millis(query.after().occurredAt());
            where.and("(f.occurred_at, f.num) < (?, ?)", time, number(query.after()));
        }
        if (query.actor() != null) {
            where.and(dialect.contains("a.search"), needle(query.actor()));
        }
        if (query.text() != null) {
            text(needle(query.text()));
        }
    }

    /** The finding's number stands for its account and id; for a finding there is not, the page begins at its time. */
    private long number(FindingQuery.Position position) throws SQLException {
        EventKey key = EventKey.of(position.account(), position.id());
        EventRecords.Known known =
                new EventRecords(connection, dialect).known(List.of(key)).get(key);
        return known == null ? Long.MAX_VALUE : known.finding();
    }

    private void text(String needle) throws SQLException {
        List<Object> values = new ArrayList<>(List.of(needle, needle));
        List<Long> named = kinds.named(connection, needle);
        values.addAll(named);
        String orKind = named.isEmpty() ? "" : " or f.kind in (" + Conditions.marks(named) + ")";
        String either = dialect.contains("a.search") + " or " + dialect.contains("f.search");
        where.and("(" + either + orKind + ")", values.toArray());
    }

    /** The texts a finding must hold, as far as they tell one block from another. */
    private List<String> needles() {
        return Stream.of(query.actor(), query.text())
                .filter(text -> text != null)
                .map(FindingSearch::needle)
                .filter(Grams::canTell)
                .toList();
    }

    private static String needle(String text) {
        return Text.storable(text).toLowerCase(Locale.ROOT);
    }

    private void time(String condition, @Nullable Instant bound) {
        if (bound != null) {
            where.and(condition, Text.millisUp(bound));
        }
    }

    private List<FindingRow> select(String index, String record) throws SQLException {
        String sql = "select " + FindingRow.COLUMNS + record + " from finding f" + dialect.using(index)
                + FindingRow.JOINS + where.sql() + " order by f.occurred_at desc, f.num desc limit "
                + (query.limit() + 1);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            where.set(select);
            return FindingRow.all(select);
        }
    }

    /** Conditions joined by "and", with the values for their question marks. */
    static final class Conditions {

        private final StringBuilder sql = new StringBuilder();
        private final List<Object> values = new ArrayList<>();

        String sql() {
            return sql.toString();
        }

        void in(String column, Collection<?> among) {
            and(column + " in (" + marks(among) + ")", among.toArray());
        }

        void and(String condition, Object... of) {
            sql.append(sql.isEmpty() ? " where " : " and ").append(condition);
            values.addAll(List.of(of));
        }

        static String marks(Collection<?> values) {
            return "?" + ", ?".repeat(values.size() - 1);
        }

        /** Sets the values; the number of the next one is answered. */
        int set(PreparedStatement statement) throws SQLException {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return values.size() + 1;
        }
    }
}
