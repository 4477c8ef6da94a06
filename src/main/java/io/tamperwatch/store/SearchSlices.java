package io.tamperwatch.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sets of the search's blocks once more, turned by a quarter: for each bit of a set, which parts of a band of blocks have
 * it. A search reads a few slices so, where it would read every block's sets. A band is written when its last block has been, and
 * kept in step with its blocks from then on; the blocks behind the last band are looked at one by one. Writing is to be done behind
 * the write lock.
 */
record SearchSlices(Connection connection) {

    /** Blocks in a band. */
    static final int BAND = 256;

    /** Bytes that say of one bit which parts of a band have it. */
    private static final int SLICE = BAND * Grams.WIDTH;

    /** Bands whose slices are asked for in one statement. */
    private static final int AT_ONCE = 128;

    /** The first block that is in no band. */
    long end() throws SQLException {
        return number("select max(num) + 1 from search_slice where num >= ?", 0) / Grams.BITS * BAND;
    }

    /** Writes the next band if all its blocks are there, so that a store with many blocks gets its bands one by one. */
    void writeNext() throws SQLException {
        long end = end();
        long first = number("select min(block) from search_block where block >= ?", end);
        long band = first / BAND;
        if (first >= end && SearchBlocks.end(connection) >= (band + 1) * BAND) {
            write(band);
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

    private static long number(long band, int bit) {
        return band * Grams.BITS + bit;
    }

    private byte[][] turned(long band) throws SQLException {
        byte[][] turned = new byte[Grams.BITS][SLICE];
        String sql = "select block, grams from search_block where block >= ? and block < ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setFetchSize(16);
            select.setLong(1, band * BAND);
            select.setLong(2, (band + 1) * BAND);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long block = rows.getLong(1);
                    byte[] grams = rows.getBytes(2);
                    for (int bit = 0; bit < Grams.BITS; bit++) {
                        copy(grams, bit, turned[bit], block);
                    }
                }
            }
        }
        return turned;
    }

    /** What a block says of a bit goes into the bit's slice. */
    private static void copy(byte[] grams, int bit, byte[] slice, long block) {
        System.arraycopy(grams, bit * Grams.WIDTH, slice, (int) (block % BAND) * Grams.WIDTH, Grams.WIDTH);
    }

    /** These bits are set in some part of the block now. */
    void changed(long block, byte[] grams, List<Integer> bits) throws SQLException {
        if (bits.isEmpty() || block >= end()) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement("select bits from search_slice where num = ?");
                PreparedStatement update =
                        connection.prepareStatement("update search_slice set bits = ? where num = ?")) {
            for (int bit : bits) {
                long number = number(block / BAND, bit);
                select.setLong(1, number);
                try (ResultSet rows = select.executeQuery()) {
                    rows.next();
                    byte[] slice = rows.getBytes(1);
                    copy(grams, bit, slice, block);
                    update.setBytes(1, slice);
                }
                update.setLong(2, number);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** The parts of the bands that have all these bits, numbered through all blocks. */
    BitSet withAll(List<Integer> bits, Dialect dialect) throws SQLException {
        int end = (int) (end() / BAND);
        byte[] parts = new byte[end * SLICE];
        for (int band = 0; band < end; band += AT_ONCE) {
            withAll(bits, dialect, band, Math.min(band + AT_ONCE, end), parts);
        }
        return BitSet.valueOf(parts);
    }

    private void withAll(List<Integer> bits, Dialect dialect, int from, int until, byte[] parts) throws SQLException {
        List<Long> numbers = IntStream.range(from, until)
                .boxed()
                .flatMap(band -> bits.stream().map(bit -> number(band, bit)))
                .toList();
        BitSet met = new BitSet();
        String sql = "select num, bits from search_slice where " + dialect.among("num", numbers.size());
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            List<Object> values = dialect.amongValues(numbers);
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    int band = (int) (rows.getLong(1) / Grams.BITS);
                    and(parts, band * SLICE, rows.getBytes(2), met.get(band));
                    met.set(band);
                }
            }
        }
    }

    private static void and(byte[] parts, int at, byte[] slice, boolean again) {
        for (int i = 0; i < SLICE; i++) {
            parts[at + i] = (byte) (again ? parts[at + i] & slice[i] : slice[i]);
        }
    }
}
