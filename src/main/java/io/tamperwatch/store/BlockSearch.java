package io.tamperwatch.store;

import io.tamperwatch.finding.FindingQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
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

    /** A text that most findings have is found in the first block; for another, a statement looks into so many at once. */
    private static final int MOST_AT_ONCE = 32;

    /** @param newest when its newest finding occurred */
    private record Block(long number, long newest) {}

    private final Connection connection;
    private final Dialect dialect;
    private final FindingQuery query;
    private final FindingSearch.Conditions where;
    private final List<Integer> bits;
    private final String record;

    private final List<FindingRow> found = new ArrayList<>();
    private final List<Long> taken = new ArrayList<>();
    private int atOnce = 1;

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
        this.bits = Grams.bits(needle).stream().limit(MOST_BITS).toList();
        this.record = record;
    }

    /** The matching rows, newest first, one more than the query's limit at most. */
    List<FindingRow> rows() throws SQLException {
        long end = SearchBlocks.start(connection) / SearchBlocks.SIZE;
        search(List.of(end), Integer.MAX_VALUE);
        SearchSlices slices = new SearchSlices(connection);
        long bands = Math.min(end, slices.end());
        Deque<Block> single = single(bands, end);
        BitSet inBands = slices.withAll(bits);
        try (PreparedStatement select = newestFirst(dialect.using("search_block_by_time"), "", 0, bands);
                ResultSet blocks = select.executeQuery()) {
            while (blocks.next() && !isFullBefore(blocks.getLong(2))) {
                if (inBands.get(blocks.getInt(1))) {
                    Block block = new Block(blocks.getLong(1), blocks.getLong(2));
                    while (!single.isEmpty() && single.getFirst().newest() >= block.newest()) {
                        take(single.removeFirst());
                    }
                    take(block);
                }
            }
        }
        for (Block block : single) {
            take(block);
        }
        searchTaken();
        return found;
    }

    /** The blocks that are in no band yet: each has to be looked at. */
    private Deque<Block> single(long from, long until) throws SQLException {
        Deque<Block> single = new ArrayDeque<>();
        try (PreparedStatement select = newestFirst(dialect.byNumber(), dialect.hasBits("grams", bits), from, until);
                ResultSet blocks = select.executeQuery()) {
            while (blocks.next()) {
                single.add(new Block(blocks.getLong(1), blocks.getLong(2)));
            }
        }
        return single;
    }

    private PreparedStatement newestFirst(String by, String condition, long from, long until) throws SQLException {
        // A block can hold something behind the page before only when its oldest is.
        long before = query.after() == null
                ? Long.MAX_VALUE
                : Text.millis(query.after().occurredAt());
        if (query.until() != null) {
            before = Math.min(before, Text.millisUp(query.until()));
        }
        PreparedStatement select = connection.prepareStatement("select block, newest from search_block" + by
                + " where block >= ? and block < ? and oldest <= ? and newest >= ?" + condition
                + " order by newest desc, block desc");
        select.setFetchSize(500);
        select.setLong(1, from);
        select.setLong(2, until);
        select.setLong(3, before);
        select.setLong(4, query.since() == null ? Long.MIN_VALUE : Text.millisUp(query.since()));
        return select;
    }

    private void take(Block block) throws SQLException {
        if (!isFullBefore(block.newest())) {
            taken.add(block.number());
            if (taken.size() == atOnce) {
                searchTaken();
                atOnce = Math.min(2 * atOnce, MOST_AT_ONCE);
            }
        }
    }

    private boolean isFullBefore(long newest) {
        return found.size() > query.limit() && Text.millis(found.getLast().occurredAt()) > newest;
    }

    private void searchTaken() throws SQLException {
        if (!taken.isEmpty()) {
            search(taken, 1);
            taken.clear();
        }
    }

    /** Looks into so many blocks from each of these on. */
    private void search(List<Long> blocks, long count) throws SQLException {
        String ranges = "f.num >= ? and f.num < ?" + " or f.num >= ? and f.num < ?".repeat(blocks.size() - 1);
        String order = " order by f.occurred_at desc, f.num desc";
        // Materialized, since PostgreSQL would rather walk back in time through all findings to have them in order. The
        // rows of a page are chosen before their actors are looked for.
        String sql = "with chosen as materialized (select f.* from finding f" + dialect.byNumber() + where.sql()
                + (where.sql().isEmpty() ? " where " : " and ") + "(" + ranges + ")) select " + FindingRow.COLUMNS
                + record + " from (select f.* from chosen f" + order + " limit " + (query.limit() + 1) + ") f"
                + FindingRow.JOINS + order;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int parameter = where.set(select);
            for (long block : blocks) {
                select.setLong(parameter++, block * SearchBlocks.SIZE);
                select.setLong(parameter++, (block + count) * SearchBlocks.SIZE);
            }
            add(FindingRow.all(select));
        }
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
