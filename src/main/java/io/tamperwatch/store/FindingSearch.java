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

    private final StringBuilder where = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();
    private final Dialect dialect;
    private final FindingQuery query;

    FindingSearch(Dialect dialect, FindingQuery query) {
        this.dialect = dialect;
        this.query = query;
    }

    /** One row more than asked for, when there are that many, which tells that there is a next page. */
    List<FindingRow> rows(Connection connection, Kinds kinds) throws SQLException {
        String index = "finding_by_time";
        if (byKind() || !query.status().isEmpty()) {
            Matching matching = matching(connection, kinds);
            if (matching.count() == 0) {
                return List.of();
            }
            if (byKind()) {
                in("f.kind", matching.kinds());
            }
            index = matching.count() <= FEW ? "finding_by_kind" : index;
            if (!byKind() && matching.count() <= FEW) {
                in("f.kind", matching.kinds());
            }
        }
        filter();
        return select(connection, index);
    }

    private boolean byKind() {
        return !(query.severity().isEmpty()
                && query.detection().isEmpty()
                && query.event().isEmpty()
                && query.account().isEmpty());
    }

    /** The kinds that have findings with the wanted status, and how many findings these are. */
    private record Matching(Set<Long> kinds, long count) {}

    private Matching matching(Connection connection, Kinds kinds) throws SQLException {
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

    private void filter() {
        if (!query.status().isEmpty()) {
            in("f.status", query.status().stream().map(Status::label).toList());
        }
        time("f.occurred_at >= ?", query.since());
        time("f.occurred_at < ?", query.until());
        if (query.after() != null) {
            FindingQuery.Position after = query.after();
            and(
                    "(f.occurred_at, f.account_key, f.id) < (?, ?, ?)",
                    Text.millis(after.occurredAt()),
                    Text.storable(after.account()),
                    Text.storable(after.id()));
        }
        if (query.actor() != null) {
            and(dialect.contains("f.actor"), needle(query.actor()));
        }
        if (query.text() != null) {
            String needle = needle(query.text());
            and("(" + dialect.contains("f.actor") + " or " + dialect.contains("f.about") + ")", needle, needle);
        }
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
        and(column + " in (?" + ", ?".repeat(values.size() - 1) + ")", values.toArray());
    }

    private void and(String condition, Object... values) {
        where.append(where.isEmpty() ? " where " : " and ").append(condition);
        parameters.addAll(List.of(values));
    }

    private List<FindingRow> select(Connection connection, String index) throws SQLException {
        String sql = "select " + FindingRow.COLUMNS + " from finding f" + dialect.using(index) + where
                + " order by f.occurred_at desc, f.account_key desc, f.id desc limit " + (query.limit() + 1);
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
