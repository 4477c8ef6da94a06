package io.tamperwatch.store;

import io.tamperwatch.inventory.Held;
import io.tamperwatch.inventory.InventoryStore;
import io.tamperwatch.inventory.Kind;
import io.tamperwatch.inventory.Seen;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What accounts held and when, in a database. */
final class JdbcInventoryStore implements InventoryStore {

    private static final int BATCH = 200;
    private static final String AS_OF = " and first_seen <= ? order by first_seen desc limit 1";

    private final Database database;
    private final InventoryNotes notes;

    JdbcInventoryStore(Database database) {
        this.database = database;
        this.notes = new InventoryNotes(database);
    }

    @Override
    public List<Held> saw(String account, Collection<? extends Held> things, Instant at) {
        return database.write(connection -> saw(new InventoryRows(connection, account), things, at));
    }

    private static List<Held> saw(InventoryRows rows, Collection<? extends Held> things, Instant at)
            throws SQLException {
        List<Held> changed = new ArrayList<>();
        for (Held thing : things) {
            if (rows.saw(thing, at)) {
                changed.add(thing);
            }
        }
        return changed;
    }

    @Override
    public List<Held> sawCertificatesOf(String account, String user, Collection<Held.Certificate> all, Instant at) {
        return database.write(connection -> {
            InventoryRows rows = new InventoryRows(connection, account);
            Set<String> there = new HashSet<>();
            all.forEach(certificate -> there.add(certificate.key()));
            for (String key : rows.owned(Kind.SIGNING_CERTIFICATE, user)) {
                if (!there.contains(key)) {
                    rows.end(Kind.SIGNING_CERTIFICATE, key, Text.millis(at));
                }
            }
            return saw(rows, all, at);
        });
    }

    @Override
    public void missed(String account, Kind kind, String key, Instant at) {
        database.write(connection -> {
            new InventoryRows(connection, account).end(kind, key, Text.millis(at));
            return true;
        });
    }

    @Override
    public void onlySeenSince(String account, Kind kind, Instant since) {
        database.write(connection -> {
            new InventoryRows(connection, account).endNotSeenSince(kind, Text.millis(since));
            return true;
        });
    }

    @Override
    public void certificatesUnchanged(String account, Collection<String> users, Instant at) {
        if (users.isEmpty()) {
            return;
        }
        database.write(connection -> {
            InventoryRows rows = new InventoryRows(connection, account);
            for (String user : users) {
                rows.seenAgain(Kind.SIGNING_CERTIFICATE, user, Text.millis(at));
            }
            return true;
        });
    }

    @Override
    public <T extends Held> Optional<Seen<T>> present(String account, Class<T> type, String key) {
        return database.read(connection -> new InventoryRows(connection, account)
                .find(type, "name = ? and gone_at is null", key).stream().findFirst());
    }

    @Override
    public <T extends Held> Optional<Seen<T>> before(String account, Class<T> type, String key, Instant moment) {
        return database.read(connection -> new InventoryRows(connection, account)
                .find(type, "name = ?" + AS_OF, key, Text.millis(moment)).stream()
                        .filter(seen -> wasThere(seen, moment))
                        .findFirst());
    }

    @Override
    public List<Seen<Held.Certificate>> certificatesBefore(String account, String user, Instant moment) {
        return database.read(connection -> new InventoryRows(connection, account)
                        .find(
                                Held.Certificate.class,
                                "owner = ? and first_seen <= ? order by first_seen, name",
                                user,
                                Text.millis(moment))
                        .stream()
                        .filter(seen -> wasThere(seen, moment))
                        .toList());
    }

    private static boolean wasThere(Seen<?> seen, Instant moment) {
        Instant goneAt = seen.goneAt();
        return goneAt == null || goneAt.isAfter(moment);
    }

    @Override
    public <T extends Held> void eachPresent(String account, Class<T> type, Consumer<Seen<T>> each) {
        String after = "";
        List<Seen<T>> batch;
        do {
            String from = after;
            batch = database.read(connection -> new InventoryRows(connection, account)
                    .find(type, "name > ? and gone_at is null order by name limit " + BATCH, from));
            for (Seen<T> seen : batch) {
                each.accept(seen);
                after = seen.held().key();
            }
        } while (batch.size() == BATCH);
    }

    @Override
    public Map<String, Map<Kind, Long>> count() {
        String sql = "select account, kind, count(*) from inventory_thing where gone_at is null group by account, kind";
        return database.read(connection -> {
            Map<String, Map<Kind, Long>> counts = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(sql);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Kind kind = Kind.valueOf(
                            rows.getString(2).toUpperCase(Locale.ROOT).replace('-', '_'));
                    counts.computeIfAbsent(rows.getString(1), added -> new EnumMap<>(Kind.class))
                            .put(kind, rows.getLong(3));
                }
            }
            return counts;
        });
    }

    @Override
    public void forgetGoneBefore(String account, Instant moment) {
        notes.delete("delete from inventory_thing where account = ? and gone_at < ?", account, moment);
    }

    @Override
    public Map<String, Note> notes(String account, Collection<String> subjects) {
        return notes.of(account, subjects);
    }

    @Override
    public List<String> oldestNotes(String account, String prefix, int limit) {
        return notes.oldest(account, prefix, limit);
    }

    @Override
    public void note(String account, Map<String, String> texts, Instant at) {
        notes.add(account, texts, at);
    }

    @Override
    public void forgetNotesBefore(String account, Instant moment) {
        notes.delete("delete from inventory_note where account = ? and noted_at < ?", account, moment);
    }

    @Override
    public Optional<Instant> completeAt(String account) {
        return notes.completeAt(account);
    }

    @Override
    public void completed(String account, Instant at) {
        notes.completed(account, at);
    }
}
