package io.tamperwatch.store;

import io.tamperwatch.inventory.InventoryStore.Note;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the inventory remembers of its own reading. */
final class InventoryNotes {

    private final Database database;

    InventoryNotes(Database database) {
        this.database = database;
    }

    Map<String, Note> of(String account, Collection<String> subjects) {
        if (subjects.isEmpty()) {
            return Map.of();
        }
        String sql = "select note, noted_at from inventory_note where account = ? and subject = ?";
        return database.read(connection -> {
            Map<String, Note> notes = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, account);
                for (String subject : subjects) {
                    select.setString(2, Text.storable(subject));
                    try (ResultSet rows = select.executeQuery()) {
                        if (rows.next()) {
                            notes.put(subject, new Note(rows.getString(1), Instant.ofEpochMilli(rows.getLong(2))));
                        }
                    }
                }
            }
            return notes;
        });
    }

    List<String> oldest(String account, String prefix, int limit) {
        String sql = "select subject from inventory_note where account = ? and substr(subject, 1, ?) = ?"
                + " order by noted_at, subject limit ?";
        return database.read(connection -> {
            List<String> subjects = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, account);
                select.setInt(2, prefix.length());
                select.setString(3, prefix);
                select.setInt(4, limit);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        subjects.add(rows.getString(1));
                    }
                }
            }
            return subjects;
        });
    }

    void add(String account, Map<String, String> texts, Instant at) {
        String sql = "insert into inventory_note (account, subject, note, noted_at) values (?, ?, ?, ?)"
                + " on conflict (account, subject) do update set note = excluded.note, noted_at = excluded.noted_at";
        database.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                for (Map.Entry<String, String> text : texts.entrySet()) {
                    insert.setString(1, account);
                    insert.setString(2, Text.storable(text.getKey()));
                    insert.setString(3, Text.storable(text.getValue()));
                    insert.setLong(4, Text.millis(at));
                    insert.executeUpdate();
                }
            }
            return true;
        });
    }

    /** @param sql with the account and the moment as parameters */
    void delete(String sql, String account, Instant moment) {
        database.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setString(1, account);
                delete.setLong(2, Text.millis(moment));
                return delete.executeUpdate();
            }
        });
    }

    Optional<Instant> completeAt(String account) {
        return database.read(connection -> {
            String sql = "select completed_at from inventory_snapshot where account = ?";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, account);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(Instant.ofEpochMilli(rows.getLong(1))) : Optional.empty();
                }
            }
        });
    }

    void completed(String account, Instant at) {
        String sql = "insert into inventory_snapshot (account, completed_at) values (?, ?)"
                + " on conflict (account) do update set completed_at = excluded.completed_at";
        database.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setString(1, account);
                insert.setLong(2, Text.millis(at));
                return insert.executeUpdate();
            }
        });
    }
}
