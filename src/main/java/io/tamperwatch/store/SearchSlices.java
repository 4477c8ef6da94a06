package io.tamperwatch.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sets of the search's blocks turned by a quarter: for each bit of a set, which parts of a band of blocks have it. A search
 * reads a few slices so, where it would read every block's set. A band is written when its last block has been, and stands for
 * its blocks' sets from then on, which are taken away; the blocks behind the last band are looked at one by one. Writing is to be
 * done behind the write lock.
 */
record SearchSlices(Connection connection, Dialect dialect) {

    /** Blocks in a band. */
    static final int BAND = 512;

    /** Bytes that say of one bit which parts of a band have it: one of each block. */
    private static final int SLICE = BAND;

    /** Bands whose slices are asked for in one statement. */
    private static final int AT_ONCE = 128;

    /** The first block that is in no band. */
    long end() throws SQLException {
        return number("select max(num) + 1 from search_slice where num >= ?", 0) / Grams.BITS * BAND;
    }

    /** Writes the next band if all its blocks are there, so that a store with many blocks gets its bands one by one. */
    void writeNext() throws SQLException {
        long end = end();
        long first = number("select min(block) from search_set where block >= ?", end);
        long band = first / BAND;
        if (first >= end && SearchBlocks.end(connection) >= (band + 1) * BAND) {
            write(band);
            forgetSets(band);
        }
    }

    private long number(String sql, long value) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, value);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private void write(long band) throws SQLException {
        String sql = "insert into search_slice (num, bits) values (?, ?)";
        byte[][] turned = turned(band);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int bit = 0; bit < Grams.BITS; bit++) {
                insert.setLong(1, number(band, bit));
                insert.setBytes(2, turned[bit]);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void forgetSets(long band) throws SQLException {
        String sql = "delete from search_set where block >= ? and block < ?";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setLong(1, band * BAND);
            delete.setLong(2, (band + 1) * BAND);
            delete.executeUpdate();
        }
    }

    private static long number(long band, int bit) {
        return band * Grams.BITS + bit;
    }

    private byte[][] turned(long band) throws SQLException {
        byte[][] turned = new byte[Grams.BITS][SLICE];
        String sql = "select block, grams from search_set where block >= ? and block < ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setFetchSize(16);
            select.setLong(1, band * BAND);
            select.setLong(2, (band + 1) * BAND);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    int at = place(rows.getLong(1));
                    byte[] grams = rows.getBytes(2);
                    for (int bit = 0; bit < Grams.BITS; bit++) {
                        turned[bit][at] = grams[bit];
                    }
                }
            }
        }
        return turned;
    }

    /** Where a slice has a block's byte. */
    private static int place(long block) {
        return (int) (block % BAND);
    }

    /** The part has these bits, too; a block that is in no band is left alone. */
    void add(long block, int part, List<Integer> bits) throws SQLException {
        if (bits.isEmpty() || block >= end()) {
            return;
        }
        List<Long> numbers = bits.stream().map(bit -> number(block / BAND, bit)).toList();
        byte mark = Grams.mark(part);
        try (PreparedStatement select = select(numbers);
                ResultSet rows = select.executeQuery();
                PreparedStatement update =
                        connection.prepareStatement("update search_slice set bits = ? where num = ?")) {
            while (rows.next()) {
                byte[] slice = rows.getBytes(2);
                if ((slice[place(block)] & mark) == 0) {
                    slice[place(block)] |= mark;
                    update.setBytes(1, slice);
                    update.setLong(2, rows.getLong(1));
                    update.addBatch();
                }
            }
            update.executeBatch();
        }
    }

    private PreparedStatement select(List<Long> numbers) throws SQLException {
        PreparedStatement select = connection.prepareStatement(
                "select num, bits from search_slice where " + dialect.among("num", numbers.size()));
        List<Object> values = dialect.amongValues(numbers);
        for (int i = 0; i < values.size(); i++) {
            select.setObject(i + 1, values.get(i));
        }
        return select;
    }

    /** The parts of the bands that have all these bits, numbered through all blocks. */
    BitSet withAll(List<Integer> bits) throws SQLException {
        int end = (int) (end() / BAND);
        byte[] parts = new byte[end * SLICE];
        for (int band = 0; band < end; band += AT_ONCE) {
            withAll(bits, band, Math.min(band + AT_ONCE, end), parts);
        }
        return BitSet.valueOf(parts);
    }

    private void withAll(List<Integer> bits, int from, int until, byte[] parts) throws SQLException {
        List<Long> numbers = IntStream.range(from, until)
                .boxed()
                .flatMap(band -> bits.stream().map(bit -> number(band, bit)))
                .toList();
        BitSet met = new BitSet();
        try (PreparedStatement select = select(numbers);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                int band = (int) (rows.getLong(1) / Grams.BITS);
                and(parts, band * SLICE, rows.getBytes(2), met.get(band));
                met.set(band);
            }
        }
    }

    private static void and(byte[] parts, int at, byte[] slice, boolean again) {
        for (int i = 0; i < SLICE; i++) {
            parts[at + i] = (byte) (again ? parts[at + i] & slice[i] : slice[i]);
        }
    }
}
