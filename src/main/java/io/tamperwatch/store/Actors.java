package io.tamperwatch.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may have acted, by the numbers of their rows. There are far fewer actors than findings, so all are looked at.
 *
 * @param areKnown false when it may be anybody
 */
record Actors(List<Long> numbers, boolean areKnown) {

    static final Actors ANY = new Actors(List.of(), false);

    /** As many as a statement can name with ease; a text that more actors have is found soon among the newest findings. */
    private static final int MOST = 5_000;

    /** Those with the needle in their names; anybody when that says too little. */
    static Actors with(Connection connection, Dialect dialect, String needle) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        String sql = "select num from actor where " + dialect.contains("search") + " limit " + (MOST + 1);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, needle);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                }
            }
        }
        return numbers.size() > MOST ? ANY : new Actors(List.copyOf(numbers), true);
    }

    /** Those of them with the needle in their names. */
    Actors with(String needle, Connection connection, Dialect dialect) throws SQLException {
        if (isNobody()) {
            return this;
        }
        List<Long> having = new ArrayList<>();
        String sql = "select num from actor where " + dialect.among("num", numbers.size()) + " and "
                + dialect.contains("search");
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            List<Object> values = new ArrayList<>(dialect.amongValues(numbers));
            values.add(needle);
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    having.add(rows.getLong(1));
                }
            }
        }
        return new Actors(List.copyOf(having), true);
    }

    boolean isNobody() {
        return areKnown && numbers.isEmpty();
    }

    /** Whether they have so many findings or fewer. */
    boolean haveAtMost(long count, Connection connection, Dialect dialect) throws SQLException {
        String sql = "select count(*) from (select 1 from finding where " + dialect.among("actor", numbers.size())
                + " limit " + (count + 1) + ") as counted";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            List<Object> values = dialect.amongValues(numbers);
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1) <= count;
            }
        }
    }
}
