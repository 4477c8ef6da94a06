package io.tamperwatch.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values that are kept once for many findings. The latest used are remembered with their numbers; one that is not is
 * added again, which costs a row and no more. Rows are never changed, so what is remembered stays true.
 *
 * @param <T> the values
 */
final class Interned<T> {

    private static final int REMEMBERED = 10_000;

    private final String table;
    private final String insert;
    private final Function<T, List<String>> columns;
    private final Map<T, Long> numbers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<T, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Creates a memory of nothing.
     *
     * @param insert takes the number and then the {@code columns} of a value
     */
    Interned(String table, String insert, Function<T, List<String>> columns) {
        this.table = table;
        this.insert = insert;
        this.columns = columns;
    }

    /** One transaction's view: what it adds is unknown to others until it is committed. */
    final class Unsaved {

        private final Map<T, Long> added = new LinkedHashMap<>();
        private final Connection connection;
        private long first;

        Unsaved(Connection connection) {
            this.connection = connection;
        }

        /** The value's number; adds the value when it is not remembered. */
        long number(T value) throws SQLException {
            Long known = remembered(value);
            if (known == null) {
                known = added.get(value);
            }
            if (known == null) {
                if (added.isEmpty()) {
                    first = next(connection);
                }
                known = first + added.size();
                added.put(value, known);
            }
            return known;
        }

        /** Sends the added values. */
        void send() throws SQLException {
            if (added.isEmpty()) {
                return;
            }
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                for (Map.Entry<T, Long> entry : added.entrySet()) {
                    statement.setLong(1, entry.getValue());
                    List<String> values = columns.apply(entry.getKey());
                    for (int i = 0; i < values.size(); i++) {
                        statement.setString(i + 2, values.get(i));
                    }
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }

        /** To be called once the transaction is committed. */
        void committed() {
            remember(added);
        }
    }

    private synchronized @Nullable Long remembered(T value) {
        return numbers.get(value);
    }

    private synchronized void remember(Map<T, Long> added) {
        numbers.putAll(added);
    }

    private long next(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select max(num) from " + table);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) + 1 : 1;
        }
    }
}
