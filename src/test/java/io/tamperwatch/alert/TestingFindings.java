package io.tamperwatch.alert;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.event.Actor;
import io.tamperwatch.finding.Aspect;
import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingPage;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Intake;
import io.tamperwatch.finding.Move;
import io.tamperwatch.finding.Moved;
import io.tamperwatch.finding.OpenCount;
import io.tamperwatch.finding.Origin;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.QuarantinedRecord;
import io.tamperwatch.finding.Review;
import io.tamperwatch.finding.Status;
import io.tamperwatch.finding.Stored;
import io.tamperwatch.finding.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Findings in memory, with a life. */
final class TestingFindings implements FindingStore {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final String DETECTION = "iam-signing-certificate-deleted";

    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private long changes;

    static Finding finding(String id) {
        return finding(id, DETECTION, Severity.HIGH, "arn:aws:iam::111122223333:user/alice");
    }

    static Finding finding(String id, String detection, Severity severity, String actor) {
        return new Finding(
                id,
                "prod",
                "111122223333",
                detection,
                List.of(detection),
                "iam.amazonaws.com",
                "DeleteSigningCertificate",
                NOON,
                NOON.plusSeconds(300),
                "us-east-1",
                Outcome.SUCCEEDED,
                null,
                null,
                null,
                severity,
                Status.OPEN,
                Change.CHANGED,
                new Actor("IAMUser", actor, "alice", "111122223333", null, null, null, null),
                new Origin("192.0.2.7", "aws-cli/2", false),
                new Target("signing-certificate", "bob", "CERT", null, null, null),
                List.of(),
                List.of(),
                List.of(new HistoryEntry(NOON.plusSeconds(300), "detected", null, null)),
                "{\"secret\":\"record\"}");
    }

    private void put(String id, Finding finding) {
        findings.put(id, finding);
        changes++;
    }

    void add(Finding finding) {
        put(finding.id(), finding);
    }

    void move(String id, Move move, Instant at) {
        move(id, move, new HistoryEntry(at, move.done(), "ruth", "why"), finding -> true);
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
    public Moved move(String id, Move move, HistoryEntry entry, Predicate<Finding> expected) {
        Finding finding = findings.get(id);
        List<HistoryEntry> history = new ArrayList<>(finding.history());
        history.add(entry);
        Finding moved = finding.with(move.to(), history);
        put(id, moved);
        return new Moved.Done(moved);
    }

    @Override
    public Optional<Finding> find(String id) {
        return Optional.ofNullable(findings.get(id));
    }

    @Override
    public FindingPage query(FindingQuery query) {
        List<Finding> items = findings.values().stream()
                .filter(finding -> query.status().contains(finding.status())
                        && query.severity().contains(finding.severity())
                        && query.detection().contains(finding.detection())
                        && query.account().contains(finding.account()))
                .limit(query.limit())
                .toList();
        return new FindingPage(items, null);
    }

    @Override
    public List<OpenCount> countOpen() {
        return findings.values().stream()
                .filter(finding -> finding.status() == Status.OPEN)
                .collect(Collectors.groupingBy(
                        finding -> List.of(finding.detection(), finding.severity(), finding.account()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .map(group -> new OpenCount(
                        group.getFirst().detection(),
                        group.getFirst().severity(),
                        group.getFirst().account(),
                        group.size(),
                        changes))
                .toList();
    }

    @Override
    public Stored store(Intake intake, Review review) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Finding> awaiting(Aspect aspect, Instant now, Set<String> elsewhere, int limit) {
        return List.of();
    }

    @Override
    public Optional<Finding> learn(
            Finding about, Aspect aspect, UnaryOperator<Finding> lesson, @Nullable Instant againAt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<QuarantinedRecord> quarantined(int limit) {
        return List.of();
    }

    @Override
    public long countQuarantined() {
        return 0;
    }
}
