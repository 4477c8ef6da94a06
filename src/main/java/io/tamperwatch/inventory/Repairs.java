package io.tamperwatch.inventory;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.finding.AuditLog;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingPage;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Move;
import io.tamperwatch.finding.Moved;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.Status;
import io.tamperwatch.job.Wait;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Resolves findings whose harm is seen to be undone, and opens again those whose repair is itself undone without an event that
 * has a finding of its own.
 */
@ApplicationScoped
class Repairs {

    private static final Set<String> EVENTS = Set.of(
            "DeleteSigningCertificate",
            "UpdateSigningCertificate",
            "UploadSigningCertificate",
            "RemoveClientIDFromOpenIDConnectProvider",
            "AddClientIDToOpenIDConnectProvider",
            "CreateOpenIDConnectProvider",
            "DeleteOpenIDConnectProvider",
            "UpdateOpenIDConnectProviderThumbprint",
            "CreateSAMLProvider",
            "DeleteSAMLProvider",
            "UpdateSAMLProvider");

    private static final int PAGE = 200;
    private static final int MOST_PAGES = 10;
    private static final Duration WATCHED_AFTER = Duration.ofDays(30);

    /** For how many times as long as a look took there is no other one without need: a twentieth of one processor at most. */
    private static final int REST = 19;

    /** So much is never too much. */
    private static final Duration NOTHING = Duration.ofMillis(20);

    private static final String REPAIRED = "Repaired: ";

    private final FindingStore findings;
    private final InventoryStore store;
    private final Catalogue catalogue;
    private final InventoryMeters meters;
    private final Clock clock;
    private volatile Wait rest = Wait.NONE;

    Repairs(FindingStore findings, InventoryStore store, Catalogue catalogue, IamBudget budget, Clock clock) {
        this.findings = findings;
        this.store = store;
        this.catalogue = catalogue;
        this.meters = budget.meters();
        this.clock = clock;
    }

    /**
     * Looks as {@link #check} does, unless it did lately, at whichever account: where many findings are open a look takes long,
     * and while one event after the other is found there would be no end of it.
     *
     * @return whether it has looked
     */
    boolean checkRested(String account, String digits) {
        if (!rest.isOver(clock.instant())) {
            return false;
        }
        check(account, digits);
        return true;
    }

    /** Looks at every finding of the account that is open, and at those resolved here lately. */
    void check(String account, String digits) {
        Instant begun = clock.instant();
        look(account, digits);
        Instant ended = clock.instant();
        Duration took = Duration.between(begun, ended);
        rest = took.compareTo(NOTHING) < 0 ? Wait.NONE : Wait.of(ended, took.multipliedBy(REST));
    }

    private void look(String account, String digits) {
        each(account, Set.of(Status.OPEN, Status.ACKNOWLEDGED), null, finding -> resolve(finding, digits));
        Instant since = clock.instant().minus(WATCHED_AFTER);
        each(account, Set.of(Status.RESOLVED), since, finding -> reopen(finding, digits));
    }

    private interface Step {
        void of(Finding finding);
    }

    private void each(String account, Set<Status> status, @Nullable Instant since, Step step) {
        FindingQuery.Position after = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            FindingPage found = findings.query(new FindingQuery(
                    status, Set.of(), Set.of(), EVENTS, Set.of(account), null, since, null, null, after, PAGE));
            found.items().stream()
                    .filter(finding -> finding.outcome() == Outcome.SUCCEEDED)
                    .forEach(step::of);
            after = found.next();
            if (after == null) {
                return;
            }
        }
    }

    private void resolve(Finding finding, String digits) {
        Optional<Anchor> anchor = Anchor.of(finding);
        if (anchor.isEmpty()) {
            return;
        }
        new RepairSight(store, digits, finding).repaired(anchor.get()).ifPresent(repaired -> {
            Optional<Finding> by = repairedBy(finding);
            String note = REPAIRED
                    + repaired.what()
                    + by.map(event -> " By CloudTrail event " + event.id() + ".")
                            .orElse("");
            HistoryEntry entry = new HistoryEntry(clock.instant(), Move.RESOLVE.done(), null, note);
            Moved moved =
                    findings.move(finding.id(), Move.RESOLVE, entry, stored -> stored.status() == finding.status());
            AuditLog.move(finding.id(), Move.RESOLVE, entry, moved, null);
            if (moved instanceof Moved.Done) {
                Instant at = by.map(Finding::occurredAt).orElse(repaired.at());
                meters.repaired(Duration.between(finding.occurredAt(), at));
            }
        });
    }

    /** The first event after it that the catalogue says undoes such harm, aimed at the same target. */
    private Optional<Finding> repairedBy(Finding finding) {
        Set<String> names = catalogue.detections().stream()
                .filter(detection -> detection.id().equals(finding.detection()))
                .flatMap(detection -> detection.repairedBy().stream())
                .collect(Collectors.toSet());
        if (names.isEmpty()) {
            return Optional.empty();
        }
        return after(finding, names, finding.occurredAt()).stream()
                .filter(event -> isSameTarget(finding, event))
                .min(Comparator.comparing(Finding::occurredAt));
    }

    private List<Finding> after(Finding finding, Set<String> names, Instant since) {
        FindingQuery query = new FindingQuery(
                Set.of(), Set.of(), Set.of(), names, Set.of(finding.account()), null, since, null, null, null, PAGE);
        return findings.query(query).items().stream()
                .filter(event ->
                        event.outcome() == Outcome.SUCCEEDED && !event.id().equals(finding.id()))
                .toList();
    }

    private static boolean isSameTarget(Finding one, Finding other) {
        Optional<Anchor> mine = Anchor.of(one);
        Optional<Anchor> theirs = Anchor.of(other);
        return mine.isPresent()
                && theirs.isPresent()
                && mine.get().subject().equals(theirs.get().subject())
                && (one.target().clientId() == null
                        || other.target().clientId() == null
                        || one.target().clientId().equals(other.target().clientId()));
    }

    private void reopen(Finding finding, String digits) {
        HistoryEntry last =
                finding.history().isEmpty() ? null : finding.history().getLast();
        Optional<Anchor> anchor = Anchor.of(finding);
        if (last == null || anchor.isEmpty() || !isRepair(last) || !isSeenAgain(digits, anchor.get(), last.at())) {
            return;
        }
        boolean undone =
                new RepairSight(store, digits, finding).repaired(anchor.get()).isEmpty();
        // whatever undid it has a finding of its own, most often
        if (undone && !hasSuccessor(finding)) {
            HistoryEntry entry =
                    new HistoryEntry(clock.instant(), Move.REOPEN.done(), null, "The repair is seen to be undone.");
            Moved moved = findings.move(finding.id(), Move.REOPEN, entry, stored -> stored.status() == Status.RESOLVED);
            AuditLog.move(finding.id(), Move.REOPEN, entry, moved, null);
        }
    }

    private boolean hasSuccessor(Finding finding) {
        return after(finding, Set.of(finding.eventName()), finding.occurredAt()).stream()
                .anyMatch(event -> isSameTarget(finding, event));
    }

    private static boolean isRepair(HistoryEntry entry) {
        String note = entry.note();
        return entry.who() == null && note != null && note.startsWith(REPAIRED);
    }

    private boolean isSeenAgain(String digits, Anchor anchor, Instant since) {
        InventoryStore.Note note =
                store.notes(digits, List.of(anchor.subject())).get(anchor.subject());
        return note != null && note.at().isAfter(since);
    }
}
