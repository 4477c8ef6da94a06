package io.tamperwatch.store;

import io.tamperwatch.finding.FindingQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for a text in the parts of blocks that may hold it, those of the blocks with the newest findings first, until no block
 * that is left can have anything newer than what was found.
 */
final class BlockSearch {

    static final Comparator<FindingRow> NEWEST_FIRST = Comparator.comparing(FindingRow::occurredAt)
            .thenComparingLong(FindingRow::number)
            .reversed();

    /** A text that most findings have is found in the first blocks; for another, a statement looks into so many parts. */
    private static final int MOST_AT_ONCE = 128;

    /** So many blocks are asked for by their numbers; among more, those with the newest findings soon fill the page. */
    private static final int FEW = 500;

    private final Connection connection;
    private final Dialect dialect;
    private final FindingQuery query;
    private final FindingSearch.Conditions where;
    private final List<Integer> bits;
    private final String record;

    private final List<FindingRow> found = new ArrayList<>();
    /** The first numbers of the parts to look into next. */
    private final List<Long> taken = new ArrayList<>();

    private int atOnce = 2 * Grams.PARTS;

    /** @param record the column of the record, one of {@link FindingRow}'s */
    BlockSearch(
            Connection connection,
            Dialect dialect,
            FindingQuery query,
            FindingSearch.Conditions where,
            String needle,
            String record) {
        this.connection = connection;
        this.dialect = dialect;
        this.query = query;
        this.where = where;
        this.bits = Grams.bits(needle);
        this.record = record;
    }

    /** The matching rows, newest first, one more than the query's limit at most. */
    List<FindingRow> rows() throws SQLException {
        searchBehindBlocks();
        BitSet parts = parts();
        List<Long> blocks = new ArrayList<>();
        for (int part = parts.nextSetBit(0); part >= 0; ) {
            int block = part / Grams.PARTS;
            blocks.add((long) block);
            part = parts.nextSetBit((block + 1) * Grams.PARTS);
        }
        if (!blocks.isEmpty()) {
            walk(blocks, parts);
        }
        return found;
    }

    /** Those that may hold the text. */
    private BitSet parts() throws SQLException {
        SearchSlices slices = new SearchSlices(connection, dialect);
        BitSet parts = slices.withAll(bits);
        parts.or(new SearchBlocks(connection, dialect).withAll(bits, slices.end()));
        return parts;
    }

    private void walk(List<Long> blocks, BitSet parts) throws SQLException {
        try (PreparedStatement select = newestFirst(blocks);
                ResultSet rows = select.executeQuery()) {
            while (rows.next() && !isFullBefore(rows.getLong(2))) {
                take(rows.getLong(1), parts);
                if (taken.size() >= atOnce) {
                    searchTaken();
                    atOnce = Math.min(2 * atOnce, MOST_AT_ONCE);
                }
            }
        }
        searchTaken();
    }

    private void take(long block, BitSet parts) {
        int first = (int) block * Grams.PARTS;
        parts.get(first, first + Grams.PARTS).stream()
                .forEach(part -> taken.add((long) (first + part) * SearchBlocks.PART));
    }

    private PreparedStatement newestFirst(List<Long> blocks) throws SQLException {
        boolean few = blocks.size() <= FEW;
        PreparedStatement select = connection.prepareStatement("select block, newest from search_block"
                + (few ? dialect.byNumber() : dialect.using("search_block_by_time"))
                + " where oldest <= ? and newest >= ?"
                + (few ? " and " + dialect.among("block", blocks.size()) : "") + " order by newest desc, block desc");
        select.setFetchSize(500);
        // A block can hold something behind the page before only when its oldest is.
        select.setLong(1, before());
        select.setLong(2, query.since() == null ? Long.MIN_VALUE : Text.millisUp(query.since()));
        if (few) {
            set(select, 3, dialect.amongValues(blocks));
        }
        return select;
    }

    private long before() {
        long before = query.after() == null
                ? Long.MAX_VALUE
                : Text.millis(query.after().occurredAt());
        return query.until() == null ? before : Math.min(before, Text.millisUp(query.until()));
    }

    private boolean isFullBefore(long newest) {
        return found.size() > query.limit() && Text.millis(found.getLast().occurredAt()) > newest;
    }

    /** The findings that are in no block yet: each has to be looked at. */
    private void searchBehindBlocks() throws SQLException {
        String from =
                "finding f" + dialect.byNumber() + where.sql() + (where.sql().isEmpty() ? " where " : " and ");
        try (PreparedStatement select = newest(from + "f.num >= ?")) {
            select.setLong(where.set(select, 1), SearchBlocks.end(connection) * SearchBlocks.SIZE);
            add(FindingRow.all(select));
        }
    }

    private void searchTaken() throws SQLException {
        if (taken.isEmpty()) {
            return;
        }
        String from = dialect.stretches("finding", taken.size(), SearchBlocks.PART) + " f" + where.sql();
        try (PreparedStatement select = newest(from)) {
            where.set(select, set(select, 1, dialect.amongValues(taken)));
            add(FindingRow.all(select));
        }
        taken.clear();
    }

    private PreparedStatement newest(String from) throws SQLException {
        return connection.prepareStatement(FindingRow.newest(from, query.limit() + 1, record));
    }

    /** The number of the next parameter is answered. */
    private static int set(PreparedStatement statement, int first, List<?> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(first + i, values.get(i));
        }
        return first + values.size();
    }

    private void add(List<FindingRow> more) {
        if (!more.isEmpty()) {
            found.addAll(more);
            found.sort(NEWEST_FIRST);
            if (found.size() > query.limit() + 1) {
                found.subList(query.limit() + 1, found.size()).clear();
            }
        }
    }
}
