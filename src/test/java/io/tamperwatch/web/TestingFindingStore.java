package io.tamperwatch.web;

import io.tamperwatch.finding.Aspect;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingPage;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.FindingQuery.Position;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Intake;
import io.tamperwatch.finding.Move;
import io.tamperwatch.finding.Moved;
import io.tamperwatch.finding.OpenCount;
import io.tamperwatch.finding.QuarantinedRecord;
import io.tamperwatch.finding.Review;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.finding.Stored;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Findings in memory; pages for real, and remembers what it was asked. */
@Alternative
@Singleton
class TestingFindingStore implements FindingStore {

    private static final Comparator<Finding> NEWEST_FIRST = Comparator.comparing(Finding::occurredAt)
            .thenComparing(Finding::account)
            .thenComparing(Finding::id)
            .reversed();

    final List<Finding> findings = new ArrayList<>();
    final List<QuarantinedRecord> quarantined = new ArrayList<>();
    final List<FindingQuery> asked = new ArrayList<>();

    @Nullable
    RuntimeException failure;

    /** The number of the query, counted from 1, from which on it is unavailable; 0 for never. */
    int failFromQuery;

    void reset() {
        findings.clear();
        quarantined.clear();
        asked.clear();
        failure = null;
        failFromQuery = 0;
    }

    void beUnavailable() {
        failure = new StoreUnavailable("disk full at /secret/path", new IllegalStateException("inner"));
    }

    @Override
    public Stored store(Intake intake, Review review) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Finding> find(String id) {
        fail();
        return findings.stream().filter(finding -> finding.id().equals(id)).findFirst();
    }

    @Override
    public Moved move(String id, Move move, HistoryEntry entry, Predicate<Finding> expected) {
        Finding finding = find(id).orElse(null);
        if (finding == null) {
            return new Moved.Unknown();
        }
        if (!expected.test(finding)) {
            return new Moved.Stale();
        }
        if (finding.status() == move.to()) {
            return new Moved.AlreadyThere(finding);
        }
        if (!move.isLegalFrom(finding.status())) {
            return new Moved.Illegal(finding.status());
        }
        List<HistoryEntry> history = new ArrayList<>(finding.history());
        history.add(entry);
        Finding moved = finding.with(move.to(), history);
        findings.replaceAll(other -> other.equals(finding) ? moved : other);
        return new Moved.Done(moved);
    }

    @Override
    public Optional<Finding> learn(
            Finding about, Aspect aspect, UnaryOperator<Finding> lesson, @Nullable Instant againAt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int forgetResolved(Instant before, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Finding> awaiting(Aspect aspect, Instant now, Set<String> elsewhere, int limit) {
        return List.of();
    }

    @Override
    public FindingPage queryWithRecords(FindingQuery query) {
        return query(query);
    }

    @Override
    public FindingPage query(FindingQuery query) {
        fail();
        asked.add(query);
        if (failFromQuery > 0 && asked.size() >= failFromQuery) {
            beUnavailable();
            fail();
        }
        List<Finding> found = findings.stream()
                .sorted(NEWEST_FIRST)
                .filter(finding -> query.after() == null || isBehind(query.after(), finding))
                .limit(query.limit() + 1L)
                .toList();
        if (found.size() <= query.limit()) {
            return new FindingPage(found, null);
        }
        List<Finding> page = found.subList(0, query.limit());
        return new FindingPage(page, position(page.getLast()));
    }

    private static boolean isBehind(Position position, Finding finding) {
        return Comparator.comparing(Position::occurredAt)
                        .thenComparing(Position::account)
                        .thenComparing(Position::id)
                        .compare(position(finding), position)
                < 0;
    }

    private static Position position(Finding finding) {
        return new Position(finding.occurredAt(), finding.account(), finding.id());
    }

    @Override
    public List<OpenCount> countOpen() {
        return List.of();
    }

    @Override
    public List<QuarantinedRecord> quarantined(int limit) {
        fail();
        return quarantined.stream().limit(limit).toList();
    }

    @Override
    public long countQuarantined() {
        return quarantined.size();
    }

    private void fail() {
        if (failure != null) {
            throw failure;
        }
    }
}
