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
import org.jspecify.annotations.Nullable;

/**
 * Turns a query into SQL. The filters on kind and status are first counted in the tally: what matches nothing is not
 * looked for, what matches little is fetched by kind and sorted, and the rest is found soon by walking back in time.
 */
final class FindingSearch {

    /** With a million findings, the number for which both ways to walk cost about the same. */
    private static final long FEW = 2_000;

    private final Connection connection;
    private final Dialect dialect;
    private final Kinds kinds;
    private final FindingQuery query;
    private final StringBuilder where = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    FindingSearch(Connection connection, Dialect dialect, Kinds kinds, FindingQuery query) {
        this.connection = connection;
        this.dialect = dialect;
        this.kinds = kinds;
        this.query = query;
    }

    /** One row more than asked for, when there are that many, which tells that there is a next page. */
    List<FindingRow> rows() throws SQLException {
        boolean few = false;
        if (byKind() || !query.status().isEmpty()) {
            Matching matching = matching();
            if (matching.count() == 0) {
                return List.of();
            }
            few = matching.count() <= FEW;
            if (byKind() || few) {
                in("f.kind", matching.kinds());
            }
        }
        filter();
        return select(few ? "finding_by_kind" : "finding_by_time");
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
            in("f.status", query.status().stream().map(Status::label).toList());
        }
        time("f.occurred_at >= ?", query.since());
        time("f.occurred_at < ?", query.until());
        if (query.after() != null) {
            long time = Text.millis(query.after().occurredAt());
            and("(f.occurred_at, f.num) < (?, ?)", time, number(query.after()));
        }
        if (query.actor() != null) {
            and(actors(), needle(query.actor()));
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

    private String actors() {
        return "f.actor in (select num from actor where " + dialect.contains("search") + ")";
    }

    private void text(String needle) throws SQLException {
        List<Object> values = new ArrayList<>(List.of(needle, needle));
        List<Long> named = kinds.named(connection, needle);
        values.addAll(named);
        String orKind = named.isEmpty() ? "" : " or f.kind in (" + marks(named) + ")";
        and("(" + actors() + " or " + dialect.contains("f.search") + orKind + ")", values.toArray());
    }

    private static String marks(Collection<?> values) {
        return "?" + ", ?".repeat(values.size() - 1);
    }

    private static String needle(String text) {
        return Text.storable(text).toLowerCase(Locale.ROOT);
    }

    private void time(String condition, @Nullable Instant bound) {
        if (bound != null) {
            and(condition, Text.millisUp(bound));
        }
    }

    private void in(String column, Collection<?> values) {
        and(column + " in (" + marks(values) + ")", values.toArray());
    }

    private void and(String condition, Object... values) {
        where.append(where.isEmpty() ? " where " : " and ").append(condition);
        parameters.addAll(List.of(values));
    }

    private List<FindingRow> select(String index) throws SQLException {
        String sql = "select " + FindingRow.COLUMNS + " from finding f" + dialect.using(index) + FindingRow.JOINS
                + where + " order by f.occurred_at desc, f.num desc limit " + (query.limit() + 1);
        List<FindingRow> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                select.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(FindingRow.read(rows));
                }
            }
        }
        return found;
    }
}
