package io.tamperwatch.store;

import io.tamperwatch.finding.FindingQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for a text in the blocks that may hold it, those with the newest findings first, until no block that is left can
 * have anything newer than what was found.
 */
final class BlockSearch {

    static final Comparator<FindingRow> NEWEST_FIRST = Comparator.comparing(FindingRow::occurredAt)
            .thenComparingLong(FindingRow::number)
            .reversed();

    /** Of a long text, the database looks at some bits only; what it lets through is looked at whole. */
    private static final int MOST_BITS = 16;

    private final Connection connection;
    private final Dialect dialect;
    private final FindingQuery query;
    private final FindingSearch.Conditions where;
    private final String needle;
    private final List<FindingRow> found = new ArrayList<>();

    BlockSearch(
            Connection connection, Dialect dialect, FindingQuery query, FindingSearch.Conditions where, String needle) {
        this.connection = connection;
        this.dialect = dialect;
        this.query = query;
        this.where = where;
        this.needle = needle;
    }

    /** The matching rows, newest first, one more than the query's limit at most. */
    List<FindingRow> rows(String record) throws SQLException {
        String sql = "select " + FindingRow.COLUMNS + record + " from finding f" + dialect.byNumber()
                + FindingRow.JOINS + where.sql() + (where.sql().isEmpty() ? " where " : " and ")
                + "f.num >= ? and f.num < ? order by f.occurred_at desc, f.num desc limit " + (query.limit() + 1);
        try (PreparedStatement rows = connection.prepareStatement(sql)) {
            int next = where.set(rows);
            search(rows, next, SearchBlocks.start(connection), Long.MAX_VALUE);
            throughBlocks(rows, next);
        }
        return found;
    }

    private void throughBlocks(PreparedStatement rows, int next) throws SQLException {
        // A block can hold something behind the page before only when its oldest is.
        long until = query.after() == null
                ? Long.MAX_VALUE
                : Text.millis(query.after().occurredAt());
        if (query.until() != null) {
            until = Math.min(until, Text.millisUp(query.until()));
        }
        long since = query.since() == null ? Long.MIN_VALUE : Text.millisUp(query.since());
        List<Integer> bits = Grams.bits(needle).stream().limit(MOST_BITS).toList();
        String sql = "select block, newest, grams from search_block where oldest <= ? and newest >= ?"
                + dialect.hasBits("grams", bits) + " order by newest desc, block desc";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setFetchSize(64);
            select.setLong(1, until);
            select.setLong(2, since);
            try (ResultSet blocks = select.executeQuery()) {
                while (blocks.next() && !isFullBefore(blocks.getLong(2))) {
                    if (new Grams(blocks.getBytes(3)).mayHold(needle)) {
                        long from = blocks.getLong(1) * SearchBlocks.SIZE;
                        search(rows, next, from, from + SearchBlocks.SIZE);
                    }
                }
            }
        }
    }

    private boolean isFullBefore(long newest) {
        return found.size() > query.limit() && Text.millis(found.getLast().occurredAt()) > newest;
    }

    private void search(PreparedStatement rows, int next, long from, long until) throws SQLException {
        rows.setLong(next, from);
        rows.setLong(next + 1, until);
        List<FindingRow> more = FindingRow.all(rows);
        if (!more.isEmpty()) {
            found.addAll(more);
            found.sort(NEWEST_FIRST);
            if (found.size() > query.limit() + 1) {
                found.subList(query.limit() + 1, found.size()).clear();
            }
        }
    }
}
