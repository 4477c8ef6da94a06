package io.tamperwatch.session;

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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A store of one finding that can only be taught. */
final class TestingLessons implements FindingStore {

    Finding finding;

    @Nullable
    Instant againAt;

    int lessons;

    TestingLessons(Finding finding) {
        this.finding = finding;
    }

    @Override
    public Optional<Finding> learn(
            Finding about, Aspect aspect, UnaryOperator<Finding> lesson, @Nullable Instant lookAgainAt) {
        lessons++;
        finding = lesson.apply(finding);
        againAt = lookAgainAt;
        return Optional.of(finding);
    }

    @Override
    public List<Finding> awaiting(Aspect aspect, Instant now, Set<String> elsewhere, int limit) {
        return List.of(finding);
    }

    @Override
    public Stored store(Intake intake, Review review) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Finding> find(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Moved move(String id, Move move, HistoryEntry entry, Predicate<Finding> expected) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int forgetResolved(Instant before, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FindingPage queryWithRecords(FindingQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FindingPage query(FindingQuery query) {
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
