package io.tamperwatch.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The sets of the search's blocks once more, turned by a quarter: for each bit of a set, which of a band of blocks have
 * it. A search reads a few slices so, where it would read every block's set. A band is written when its last block has been, and
 * kept in step with its blocks from then on; the blocks behind the last band are looked at one by one. Writing is to be done behind
 * the write lock.
 */
record SearchSlices(Connection connection) {

    /** Blocks in a band. */
    static final int BAND = 256;

    /** Bytes that say of one bit which blocks of a band have it. */
    private static final int SLICE = BAND / 8;

    /** Slices in a row of the table, which so fills a page of SQLite's. */
    private static final int IN_ROW = 120;

    static final int ROWS = Grams.BYTES * 8 / IN_ROW;

    /** A row's number is its place in the band times this, and the band: what a search reads of all bands is together. */
    private static final long PLACE = 1L << 32;

    /** The first block that is in no band. */
    long end() throws SQLException {
        return number("select max(num) + 1 from search_slice where num < ?", PLACE) * BAND;
    }

    /** Writes the next band if all its blocks are there, so that a store with many blocks gets its bands one by one. */
    void writeNext() throws SQLException {
        long end = end();
        long first = number("select min(block) from search_block where block >= ?", end);
        long band = first / BAND;
        if (first >= end && SearchBlocks.start(connection) >= (band + 1) * BAND * SearchBlocks.SIZE) {
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
            for (int place = 0; place < ROWS; place++) {
                insert.setLong(1, place * PLACE + band);
                insert.setBytes(2, turned[place]);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private byte[][] turned(long band) throws SQLException {
        byte[][] turned = new byte[ROWS][IN_ROW * SLICE];
        String sql = "select block, grams from search_block where block >= ? and block < ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setFetchSize(16);
            select.setLong(1, band * BAND);
            select.setLong(2, (band + 1) * BAND);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    int block = (int) (rows.getLong(1) % BAND);
                    BitSet.valueOf(rows.getBytes(2)).stream().forEach(bit -> set(turned[bit / IN_ROW], bit, block));
                }
            }
        }
        return turned;
    }

    private static void set(byte[] row, int bit, int block) {
        row[bit % IN_ROW * SLICE + (block >> 3)] |= (byte) (1 << (block & 7));
    }

    /** These bits are set in the block now. */
    void added(long block, BitSet bits) throws SQLException {
        if (bits.isEmpty() || block >= end()) {
            return;
        }
        Map<Integer, List<Integer>> byPlace = bits.stream().boxed().collect(Collectors.groupingBy(bit -> bit / IN_ROW));
        for (Map.Entry<Integer, List<Integer>> each : byPlace.entrySet()) {
            added(each.getKey() * PLACE + block / BAND, (int) (block % BAND), each.getValue());
        }
    }

    private void added(long number, int block, List<Integer> bits) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select bits from search_slice where num = ?");
                PreparedStatement update =
                        connection.prepareStatement("update search_slice set bits = ? where num = ?")) {
            select.setLong(1, number);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                byte[] row = rows.getBytes(1);
                bits.forEach(bit -> set(row, bit, block));
                update.setBytes(1, row);
            }
            update.setLong(2, number);
            update.executeUpdate();
        }
    }

    /** The blocks of the bands that have all these bits. */
    BitSet withAll(List<Integer> bits) throws SQLException {
        Map<Integer, BitSet> byBand = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(slices(bits));
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                BitSet slice = BitSet.valueOf(rows.getBytes(2));
                byBand.computeIfAbsent((int) (rows.getLong(1) % PLACE), band -> slice)
                        .and(slice);
            }
        }
        BitSet blocks = new BitSet();
        byBand.forEach((band, slice) -> slice.stream().forEach(block -> blocks.set(band * BAND + block)));
        return blocks;
    }

    private static String slices(List<Integer> bits) {
        List<String> selects = new ArrayList<>();
        for (int bit : bits) {
            long place = bit / IN_ROW * PLACE;
            selects.add("select num, substr(bits, %d, %d) from search_slice where num >= %d and num < %d"
                    .formatted(bit % IN_ROW * SLICE + 1, SLICE, place, place + PLACE));
        }
        return String.join(" union all ", selects);
    }
}
