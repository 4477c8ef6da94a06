package io.tamperwatch.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * Keeps the search's blocks: a block is written once, when numbers have gone past it, and added to when a finding of it
 * gets other texts. Its set stands by itself until the block is in a band of {@link SearchSlices}. Who acted is not in it: actors are
 * looked up by themselves. What is not written yet is searched without. To be used behind the write lock.
 */
record SearchBlocks(Connection connection, Dialect dialect) {

    /** Findings in a part of a block. */
    static final int PART = 16;

    /** Findings in a block. */
    static final int SIZE = PART * Grams.PARTS;

    /** Blocks written in one transaction at most, where many are missing. */
    private static final int MOST_AT_ONCE = 8;

    /**
     * Writes the blocks that are full now.
     *
     * @param first of the numbers given out
     * @param next the number to be given out next
     */
    void numbered(long first, long next) throws SQLException {
        if (first / SIZE == next / SIZE) {
            return;
        }
        writeFrom(end(connection) * SIZE, next / SIZE);
        new SearchSlices(connection, dialect).writeNext();
    }

    private void writeFrom(long from, long end) throws SQLException {
        for (int written = 0; written < MOST_AT_ONCE; written++) {
            long number = nextFinding(from);
            long block = number / SIZE;
            if (number < 0 || block >= end) {
                return;
            }
            write(block);
            from = (block + 1) * SIZE;
        }
    }

    /** The first block that is not written. */
    static long end(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select max(block) + 1 from search_block");
                ResultSet rows = select.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Some numbers are no finding's. */
    private long nextFinding(long from) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select min(num) from finding where num >= ?")) {
            select.setLong(1, from);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() && rows.getObject(1) != null ? rows.getLong(1) : -1;
            }
        }
    }

    private void write(long block) throws SQLException {
        String sql = "select f.num, f.occurred_at, f.search, k.event_name from finding f"
                + " join kind k on k.num = f.kind where f.num >= ? and f.num < ?";
        Grams grams = new Grams();
        long oldest = Long.MAX_VALUE;
        long newest = Long.MIN_VALUE;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, block * SIZE);
            select.setLong(2, (block + 1) * SIZE);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    int part = part(rows.getLong(1));
                    oldest = Math.min(oldest, rows.getLong(2));
                    newest = Math.max(newest, rows.getLong(2));
                    grams.add(part, rows.getString(3));
                    grams.add(part, rows.getString(4).toLowerCase(Locale.ROOT));
                }
            }
        }
        insert(block, oldest, newest, grams);
    }

    private void insert(long block, long oldest, long newest, Grams grams) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "insert into search_block (block, oldest, newest) values (?, ?, ?)");
                PreparedStatement insertSet =
                        connection.prepareStatement("insert into search_set (block, grams) values (?, ?)")) {
            insert.setLong(1, block);
            insert.setLong(2, oldest);
            insert.setLong(3, newest);
            insert.executeUpdate();
            insertSet.setLong(1, block);
            insertSet.setBytes(2, grams.bits());
            insertSet.executeUpdate();
        }
    }

    private static int part(long number) {
        return (int) (number % SIZE) / PART;
    }

    /** A finding has got other texts to be found by. */
    void changed(long number, String search) throws SQLException {
        long block = number / SIZE;
        try (PreparedStatement select = connection.prepareStatement("select grams from search_set where block = ?")) {
            select.setLong(1, block);
            try (ResultSet rows = select.executeQuery()) {
                if (rows.next()) {
                    Grams grams = new Grams(rows.getBytes(1));
                    grams.add(part(number), search);
                    update("search_set", block, "grams = ?", grams.bits());
                } else {
                    new SearchSlices(connection, dialect).add(block, part(number), Grams.allBits(search));
                }
            }
        }
    }

    /** A finding has become another's, of another name, at another time. */
    void changed(long number, String search, String eventName, long occurredAt) throws SQLException {
        changed(number, search + "\n" + eventName.toLowerCase(Locale.ROOT));
        update(
                "search_block",
                number / SIZE,
                "oldest = case when oldest < ? then oldest else " + occurredAt + " end",
                occurredAt);
        update(
                "search_block",
                number / SIZE,
                "newest = case when newest > ? then newest else " + occurredAt + " end",
                occurredAt);
    }

    /**
     * The parts of the blocks in no band that have all these bits, numbered through all blocks.
     *
     * @param from the first block in no band: PostgreSQL would read the room of all sets that were taken away, too
     */
    BitSet withAll(List<Integer> bits, long from) throws SQLException {
        BitSet parts = new BitSet();
        String sql = "select block" + ", substr(grams, ?, 1)".repeat(bits.size()) + " from search_set where block >= ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < bits.size(); i++) {
                select.setInt(i + 1, bits.get(i) + 1);
            }
            select.setLong(bits.size() + 1, from);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    byte having = rows.getBytes(2)[0];
                    for (int column = 3; column <= bits.size() + 1 && having != 0; column++) {
                        having &= rows.getBytes(column)[0];
                    }
                    long first = rows.getLong(1) * Grams.PARTS;
                    BitSet.valueOf(new byte[] {having}).stream().forEach(part -> parts.set((int) first + part));
                }
            }
        }
        return parts;
    }

    private void update(String table, long block, String set, Object value) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update " + table + " set " + set + " where block = ?")) {
            update.setObject(1, value);
            update.setLong(2, block);
            update.executeUpdate();
        }
    }
}
