package io.tamperwatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SqliteBitsTest {

    private final SqliteDialect dialect = new SqliteDialect(new DataDirectory(Path.of("unused")));

    @Test
    void everyBitOfEveryByteIsFound() throws SQLException {
        byte[] bytes = new byte[256];
        for (int value = 0; value < 256; value++) {
            bytes[value] = (byte) value;
        }
        BitSet expected = BitSet.valueOf(bytes);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                assertThat(has(connection, bytes, List.of(bit)))
                        .as("bit %d", bit)
                        .isEqualTo(expected.get(bit));
            }
        }
    }

    @Test
    void allOfThemHaveToBeSet() throws SQLException {
        Random random = new Random(7);
        byte[] bytes = new byte[64];
        random.nextBytes(bytes);
        BitSet set = BitSet.valueOf(bytes);
        List<Integer> all = set.stream().boxed().toList();
        int missing =
                IntStream.range(0, 512).filter(bit -> !set.get(bit)).findFirst().orElseThrow();
        List<Integer> some = List.of(all.get(3), all.get(40), all.get(99));

        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            assertThat(has(connection, bytes, some)).isTrue();
            assertThat(has(connection, bytes, List.of(some.get(0), missing, some.get(1))))
                    .isFalse();
            assertThat(has(connection, bytes, List.of())).isTrue();
        }
    }

    private boolean has(Connection connection, byte[] bytes, List<Integer> bits) throws SQLException {
        String sql = "select 1 from (select ? as grams) where 1 = 1" + dialect.hasBits("grams", bits);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setBytes(1, bytes);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }
}
