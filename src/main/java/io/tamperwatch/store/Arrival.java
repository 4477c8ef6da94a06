package io.tamperwatch.store;

import io.tamperwatch.finding.Amendment;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Intake;
import io.tamperwatch.finding.Stored;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * One intake on its way into the store, within one transaction and behind the write lock: what was looked up at the
 * beginning stays true to the end. A page that brings nothing new costs one query.
 */
final class Arrival {

    private final Connection connection;
    private final Kinds kinds;
    private final Intake intake;
    private final Map<EventKey, EventRecords.Known> known;
    private final Map<Kind, Long> addedKinds = new HashMap<>();
    private final Tally tally = new Tally();
    private final List<Finding> created = new ArrayList<>();
    private int duplicates;
    private int amended;
    private int quarantined;
    private long nextNumber;

    Arrival(Connection connection, Kinds kinds, Intake intake) throws SQLException {
        this.connection = connection;
        this.kinds = kinds;
        this.intake = intake;
        this.known = EventRecords.known(connection, keys(intake));
    }

    private static Set<EventKey> keys(Intake intake) {
        Set<EventKey> keys = HashSet.newHashSet(intake.findings().size());
        intake.findings().forEach(finding -> keys.add(EventKey.of(finding)));
        for (Amendment amendment : intake.amendments()) {
            keys.add(EventKey.of(amendment));
            keys.add(EventKey.of(amendment.finding()));
        }
        return keys;
    }

    /** To be called once the transaction is committed: what it has stored. */
    Stored committed() {
        kinds.remember(addedKinds);
        return new Stored(created, duplicates, amended, quarantined);
    }

    Arrival store(Dialect dialect) throws SQLException {
        List<Finding> findings = unseen(intake.findings(), EventKey::of);
        List<Amendment> amendments = unseen(intake.amendments(), EventKey::of);
        if (!findings.isEmpty() || !amendments.isEmpty()) {
            nextNumber = dialect.numbers(connection, findings.size() + amendments.size());
            insert(findings);
            for (Amendment amendment : amendments) {
                amend(amendment);
            }
            tally.write(connection);
        }
        quarantined = Quarantine.add(connection, intake.quarantined());
        duplicates += intake.quarantined().size() - quarantined;
        return this;
    }

    /** Those whose record is not stored yet, each once. */
    private <T> List<T> unseen(List<T> records, Function<T, EventKey> keyOf) {
        List<T> unseen = new ArrayList<>();
        Set<EventKey> inThisPage = HashSet.newHashSet(records.size());
        for (T event : records) {
            EventKey key = keyOf.apply(event);
            if (inThisPage.add(key) && !isSeen(key)) {
                unseen.add(event);
            }
        }
        duplicates += records.size() - unseen.size();
        return unseen;
    }

    private boolean isSeen(EventKey key) {
        EventRecords.Known event = known.get(key);
        return event != null && event.seen();
    }

    private void insert(List<Finding> findings) throws SQLException {
        if (findings.isEmpty()) {
            return;
        }
        try (Inserts inserts = new Inserts(connection)) {
            for (Finding finding : findings) {
                EventKey key = EventKey.of(finding);
                EventRecords.Known event = known.get(key);
                long number = nextNumber++;
                if (event == null) {
                    create(inserts, number, key, finding);
                    inserts.event(key, number, number);
                } else {
                    // an amendment was here first and says more than its original
                    markSeen(key, number);
                    known.put(key, new EventRecords.Known(event.finding(), true));
                }
                inserts.record(number, finding.record());
            }
            inserts.send();
        }
    }

    private void create(Inserts inserts, long number, EventKey key, Finding finding) throws SQLException {
        long kind = kinds.number(connection, Kind.of(finding), addedKinds);
        inserts.finding(number, key, kind, finding);
        tally.add(kind, finding.status());
        known.put(key, new EventRecords.Known(number, true));
        created.add(finding);
    }

    private void amend(Amendment amendment) throws SQLException {
        long number = nextNumber++;
        try (Inserts inserts = new Inserts(connection)) {
            EventRecords.Known original = known.get(EventKey.of(amendment.finding()));
            if (original == null) {
                amendUnknown(inserts, number, amendment);
            } else {
                new Amending(connection, kinds, addedKinds, tally).apply(original.finding(), number, amendment);
                amended++;
                arrived(inserts, EventKey.of(amendment), number, original.finding());
            }
            inserts.record(number, amendment.finding().record());
            inserts.send();
        }
    }

    /** The original may still come; its place is kept. */
    private void amendUnknown(Inserts inserts, long number, Amendment amendment) throws SQLException {
        EventKey key = EventKey.of(amendment);
        EventKey original = EventKey.of(amendment.finding());
        EventRecords.Known self = known.get(key);
        long finding = self == null ? number : self.finding();
        if (self == null) {
            create(inserts, number, original, Amending.unseenOriginal(amendment));
        }
        inserts.event(original, null, finding);
        known.put(original, new EventRecords.Known(finding, false));
        arrived(inserts, key, number, finding);
    }

    /** An amending event which another amendment has named as its own original has its row already. */
    private void arrived(Inserts inserts, EventKey key, long number, long finding) throws SQLException {
        if (known.containsKey(key)) {
            markSeen(key, number);
        } else {
            inserts.event(key, number, finding);
        }
        known.put(key, new EventRecords.Known(finding, true));
    }

    private void markSeen(EventKey key, long number) throws SQLException {
        String sql = "update event_record set num = ? where event_id = ? and account_key = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, number);
            update.setString(2, key.eventId());
            update.setString(3, key.accountKey());
            update.executeUpdate();
        }
    }
}
