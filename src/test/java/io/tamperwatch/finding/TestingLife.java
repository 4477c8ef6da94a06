package io.tamperwatch.finding;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Findings in memory that can be listed a few at a time and moved, until the store is gone. */
final class TestingLife {

    /** Findings a page has. */
    static final int PAGE = 2;

    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private Runnable beforeMove = () -> {};
    private int asked;

    final FindingStore store = (FindingStore) Proxy.newProxyInstance(
            TestingLife.class.getClassLoader(),
            new Class<?>[] {FindingStore.class},
            (_, method, arguments) -> switch (method.getName()) {
                case "query" -> query((FindingQuery) arguments[0]);
                case "move" -> {
                    beforeMove.run();
                    yield move(
                            (String) arguments[0],
                            (Move) arguments[1],
                            (HistoryEntry) arguments[2],
                            expected(arguments));
                }
                default -> throw new UnsupportedOperationException(method.getName());
            });

    /** A finding that a suppression of its detection expects. */
    void add(String id) {
        findings.put(id, TestingFinding.of(id, "alice"));
    }

    /** Happens before each move. */
    void beforeMove(Runnable deed) {
        beforeMove = deed;
    }

    /** How many pages were asked for. */
    int asked() {
        return asked;
    }

    Status status(String id) {
        return find(id).status();
    }

    Finding find(String id) {
        Finding finding = findings.get(id);
        if (finding == null) {
            throw new IllegalArgumentException(id);
        }
        return finding;
    }

    /** As somebody does. */
    void move(String id, Move move, Instant at) {
        move(id, move, new HistoryEntry(at, move.done(), "ada", null), _ -> true);
    }

    @SuppressWarnings("unchecked")
    private static Predicate<Finding> expected(Object[] arguments) {
        return (Predicate<Finding>) arguments[3];
    }

    private Moved move(String id, Move move, HistoryEntry entry, Predicate<Finding> expected) {
        Finding finding = find(id);
        if (!expected.test(finding)) {
            return new Moved.Stale();
        }
        if (!move.isLegalFrom(finding.status())) {
            return new Moved.Illegal(finding.status());
        }
        Finding moved = finding.with(move.to(), finding.after(entry).history());
        findings.put(id, moved);
        return new Moved.Done(moved);
    }

    /** In the order of their ids. */
    private FindingPage query(FindingQuery query) {
        asked++;
        FindingQuery.Position after = query.after();
        List<Finding> found = findings.values().stream()
                .filter(finding -> query.status().contains(finding.status()))
                .filter(finding -> query.account().isEmpty() || query.account().contains(finding.account()))
                .filter(finding -> after == null || finding.id().compareTo(after.id()) > 0)
                .toList();
        if (found.size() <= PAGE) {
            return new FindingPage(found, null);
        }
        Finding last = found.get(PAGE - 1);
        return new FindingPage(
                found.subList(0, PAGE), new FindingQuery.Position(last.occurredAt(), last.account(), last.id()));
    }
}
