package io.tamperwatch.store;

import io.tamperwatch.finding.Amendment;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Intake;
import io.tamperwatch.finding.Review;
import io.tamperwatch.finding.Stored;
import io.tamperwatch.finding.Trace;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One intake on its way into the store, within one transaction and behind the write lock: what was looked up at the
 * beginning stays true to the end. A page that brings nothing new costs one query.
 */
final class Arrival {

    private final Connection connection;
    private final Dialect dialect;
    private final Dictionary.Additions words;
    private final EventRecords events;
    private final Map<EventKey, EventRecords.Known> known;
    private final Kinds kinds;
    private final Intake intake;
    private final Review review;
    private final Map<Long, Judging> judging = new LinkedHashMap<>();
    private final List<Finding> reassessed = new ArrayList<>();
    private final Tally tally = new Tally();
    private final Notices notices;
    private final Suppressing suppressing;
    private final List<Finding> created = new ArrayList<>();
    private final List<Lessons.Awaited> awaited = new ArrayList<>();
    private int duplicates;
    private int amended;
    private int quarantined;
    private long firstNumber;
    private long nextNumber;

    Arrival(
            Connection connection,
            Dialect dialect,
            Dictionary dictionary,
            Intake intake,
            Review review,
            Notices notices)
            throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        this.words = dictionary.additions(connection);
        this.events = new EventRecords(connection, dialect);
        this.known = events.known(keys(intake));
        this.kinds = dictionary.kinds();
        this.intake = intake;
        this.review = review;
        this.notices = notices;
        this.suppressing = new Suppressing(connection);
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
        words.committed();
        return new Stored(created, duplicates, amended, quarantined, reassessed);
    }

    Arrival store() throws SQLException {
        List<Finding> findings = unseen(intake.findings(), EventKey::of);
        List<Amendment> amendments = unseen(intake.amendments(), EventKey::of);
        List<Finding> context = unseenContext();
        if (!findings.isEmpty() || !amendments.isEmpty() || !context.isEmpty()) {
            prepareToJudge(findings, amendments, context);
            if (!findings.isEmpty() || !amendments.isEmpty()) {
                firstNumber = dialect.numbers(connection, findings.size() + amendments.size());
                nextNumber = firstNumber;
                insert(findings);
                for (Amendment amendment : amendments) {
                    amend(amendment);
                }
            }
            for (Judging each : judging.values()) {
                reassessed.addAll(each.finish(kinds, words, tally, notices, now(findings, amendments, context)));
            }
            new Lessons(connection).await(awaited);
            words.send();
            tally.write(connection);
            new SearchBlocks(connection, dialect).numbered(firstNumber, nextNumber);
            notices.write(connection);
        }
        quarantined = Quarantine.add(connection, intake.quarantined());
        duplicates += intake.quarantined().size() - quarantined;
        return this;
    }

    /** Events without a finding that are not remembered yet, each once. */
    private List<Finding> unseenContext() throws SQLException {
        List<Finding> unseen = new ArrayList<>();
        Set<EventKey> inThisPage = new HashSet<>();
        for (Map.Entry<Long, List<Finding>> each : byAccount(intake.context()).entrySet()) {
            List<Trace> traces = each.getValue().stream().map(Trace::ofContext).toList();
            Set<UUID> remembered = new Traces(connection, dialect, each.getKey()).known(traces);
            for (Finding event : each.getValue()) {
                EventKey key = EventKey.of(event);
                if (inThisPage.add(key) && !remembered.contains(key.event())) {
                    unseen.add(event);
                }
            }
        }
        duplicates += intake.context().size() - unseen.size();
        return unseen;
    }

    private void prepareToJudge(List<Finding> findings, List<Amendment> amendments, List<Finding> context)
            throws SQLException {
        List<Finding> all = new ArrayList<>(findings);
        amendments.forEach(amendment -> all.add(amendment.finding()));
        Map<Long, List<Finding>> newFindings = byAccount(all);
        Map<Long, List<Finding>> newContext = byAccount(context);
        Set<Long> accounts = new LinkedHashSet<>(newFindings.keySet());
        accounts.addAll(newContext.keySet());
        for (long account : accounts) {
            judging.put(
                    account,
                    new Judging(
                            connection,
                            dialect,
                            review,
                            account,
                            newFindings.getOrDefault(account, List.of()),
                            newContext.getOrDefault(account, List.of())));
        }
    }

    private static Map<Long, List<Finding>> byAccount(List<Finding> findings) {
        return findings.stream()
                .collect(Collectors.groupingBy(
                        finding -> EventKey.of(finding).account(), LinkedHashMap::new, Collectors.toList()));
    }

    /** When the page was read, which every event of it says. */
    private static Instant now(List<Finding> findings, List<Amendment> amendments, List<Finding> context) {
        return Stream.of(findings.stream(), amendments.stream().map(Amendment::finding), context.stream())
                .flatMap(stream -> stream)
                .map(Finding::detectedAt)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private Finding judged(Finding finding, long number) {
        return Objects.requireNonNull(judging.get(EventKey.of(finding).account()))
                .first(finding, number);
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
        try (Inserts inserts = new Inserts(connection, dialect)) {
            for (Finding finding : findings) {
                EventKey key = EventKey.of(finding);
                EventRecords.Known event = known.get(key);
                long number = nextNumber++;
                if (event == null) {
                    create(inserts, number, judged(finding, number));
                    inserts.event(key, number, number);
                    known.put(key, new EventRecords.Known(number, true));
                } else {
                    // an amendment was here first and says more than its original
                    events.seen(key, number);
                    known.put(key, new EventRecords.Known(event.finding(), true));
                }
                inserts.record(number, finding.record());
            }
            inserts.send();
        }
    }

    private void create(Inserts inserts, long number, Finding arriving) throws SQLException {
        Finding finding = suppressing.of(arriving);
        long kind = words.kind(finding);
        inserts.finding(number, kind, finding, words);
        tally.add(kind, finding.status());
        created.add(finding);
        awaited.add(new Lessons.Awaited(number, finding));
        notices.changed(number, finding);
    }

    private void amend(Amendment amendment) throws SQLException {
        long number = nextNumber++;
        try (Inserts inserts = new Inserts(connection, dialect)) {
            EventRecords.Known original = known.get(EventKey.of(amendment.finding()));
            if (original == null) {
                amendUnknown(inserts, number, amendment);
            } else {
                new Amending(connection, dialect, words, tally, notices)
                        .apply(original.finding(), number, judged(amendment, original.finding()));
                amended++;
                arrived(inserts, EventKey.of(amendment), number, original.finding());
            }
            inserts.record(number, amendment.finding().record());
            inserts.send();
        }
    }

    private Amendment judged(Amendment amendment, long number) {
        return new Amendment(amendment.eventId(), judged(amendment.finding(), number));
    }

    /** The original may still come; its place is kept. */
    private void amendUnknown(Inserts inserts, long number, Amendment amendment) throws SQLException {
        EventKey key = EventKey.of(amendment);
        EventKey original = EventKey.of(amendment.finding());
        EventRecords.Known self = known.get(key);
        long finding = self == null ? number : self.finding();
        if (self == null) {
            create(inserts, number, Amending.unseenOriginal(judged(amendment, number)));
        }
        inserts.event(original, null, finding);
        known.put(original, new EventRecords.Known(finding, false));
        arrived(inserts, key, number, finding);
    }

    /** An amending event which another amendment has named as its own original has its row already. */
    private void arrived(Inserts inserts, EventKey key, long number, long finding) throws SQLException {
        if (known.containsKey(key)) {
            events.seen(key, number);
        } else {
            inserts.event(key, number, finding);
        }
        known.put(key, new EventRecords.Known(finding, true));
    }
}
