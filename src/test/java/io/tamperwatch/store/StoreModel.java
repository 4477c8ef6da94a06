package io.tamperwatch.store;

import io.tamperwatch.finding.Amendment;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Intake;
import io.tamperwatch.finding.QuarantinedRecord;
import io.tamperwatch.finding.Status;
import io.tamperwatch.finding.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What the port says, in the plainest way: maps in memory. */
final class StoreModel {

    private record Key(String account, String id) {}

    private final Map<Key, Finding> findings = new LinkedHashMap<>();
    private final Set<Key> seen = new HashSet<>();
    private final Set<String> quarantined = new HashSet<>();

    Stored store(Intake intake) {
        List<Finding> created = new ArrayList<>();
        int duplicates = 0;
        int amended = 0;
        int unreadable = 0;
        for (Finding finding : intake.findings()) {
            Key key = key(finding, finding.id());
            if (!seen.add(key)) {
                duplicates++;
            } else if (findings.putIfAbsent(key, finding) == null) {
                created.add(finding);
            }
        }
        for (Amendment amendment : intake.amendments()) {
            Finding finding = amendment.finding();
            Key original = key(finding, finding.id());
            if (!seen.add(key(finding, amendment.eventId()))) {
                duplicates++;
            } else if (findings.containsKey(original)) {
                findings.computeIfPresent(original, (key, before) -> amended(before, amendment));
                amended++;
            } else {
                Finding whole = Samples.with(finding, longer(finding.history(), amendment), finding.record());
                findings.put(original, whole);
                created.add(whole);
            }
        }
        for (QuarantinedRecord record : intake.quarantined()) {
            if (quarantined.add(record.account() + "/" + record.id())) {
                unreadable++;
            } else {
                duplicates++;
            }
        }
        return new Stored(created, duplicates, amended, unreadable);
    }

    /** Newest first; of the same time, what was stored last. */
    List<Finding> list(Predicate<Finding> filter) {
        List<Finding> all = new ArrayList<>(
                findings.values().stream().filter(filter).toList().reversed());
        all.sort(Comparator.comparing(Finding::occurredAt).reversed());
        return all;
    }

    long countOpen() {
        return findings.values().stream()
                .filter(finding -> finding.status() == Status.OPEN)
                .count();
    }

    int countQuarantined() {
        return quarantined.size();
    }

    private static Key key(Finding finding, String id) {
        String account = finding.accountId();
        return new Key(account == null ? finding.account() : account, id);
    }

    private static Finding amended(Finding before, Amendment amendment) {
        Finding after = amendment.finding();
        return Samples.sample(before.id())
                .account(after.account(), after.accountId())
                .at(after.occurredAt())
                .event(after.eventName())
                .severity(after.severity())
                .status(before.status())
                .actor(String.valueOf(after.actor().name()))
                .record(after.record())
                .finding(longer(before.history(), amendment));
    }

    private static List<HistoryEntry> longer(List<HistoryEntry> history, Amendment amendment) {
        List<HistoryEntry> longer = new ArrayList<>(history);
        longer.add(new HistoryEntry(
                amendment.finding().detectedAt(), "amended", null, "by CloudTrail event " + amendment.eventId()));
        return longer;
    }
}
