package io.tamperwatch.remediation;

import io.tamperwatch.finding.Aspect;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingPage;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Intake;
import io.tamperwatch.finding.Move;
import io.tamperwatch.finding.Moved;
import io.tamperwatch.finding.OpenCount;
import io.tamperwatch.finding.QuarantinedRecord;
import io.tamperwatch.finding.Review;
import io.tamperwatch.finding.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Earlier findings in memory, for those who only look them up. */
final class TestingFindings implements FindingStore {

    final List<Finding> findings = new ArrayList<>();

    @Override
    public Optional<Finding> find(String id) {
        return findings.stream().filter(finding -> finding.id().equals(id)).findFirst();
    }

    @Override
    public FindingPage query(FindingQuery query) {
        return new FindingPage(
                findings.stream()
                        .filter(finding ->
                                query.event().isEmpty() || query.event().contains(finding.eventName()))
                        .filter(finding ->
                                query.until() == null || finding.occurredAt().isBefore(query.until()))
                        .filter(finding -> query.account().isEmpty()
                                || query.account().contains(String.valueOf(finding.accountId())))
                        .sorted(Comparator.comparing(Finding::occurredAt).reversed())
                        .limit(query.limit())
                        .toList(),
                null);
    }

    @Override
    public Stored store(Intake intake, Review review) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Moved move(String id, Move move, HistoryEntry entry, Predicate<Finding> expected) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Finding> learn(
            Finding about, Aspect aspect, UnaryOperator<Finding> lesson, @Nullable Instant againAt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Finding> awaiting(Aspect aspect, Instant now, Set<String> elsewhere, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FindingPage queryWithRecords(FindingQuery query) {
        return query(query);
    }

    @Override
    public int forgetResolved(Instant before, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<OpenCount> countOpen() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<QuarantinedRecord> quarantined(int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long countQuarantined() {
        throw new UnsupportedOperationException();
    }
}
