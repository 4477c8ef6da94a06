package io.tamperwatch.inventory;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingPage;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Calls beside the one that is judged which succeeded on the same thing, as findings tell: what they did may lie between two
 * snapshots, where nobody saw it.
 */
final class OtherCalls {

    /** CloudTrail tells times in whole seconds. */
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FindingStore findings;
    private final Finding judged;
    private final String digits;

    OtherCalls(FindingStore findings, Finding judged, String digits) {
        this.findings = findings;
        this.judged = judged;
        this.digits = digits;
    }

    /**
     * The last of them before the second of the judged one: more than one where they happened in one second, since nobody
     * knows in which order.
     *
     * @param word a text of the target, to look for
     * @param since the moment from which on they matter
     */
    List<Finding> lastBefore(Set<String> names, String word, Predicate<Target> same, Instant since) {
        List<Finding> last = new ArrayList<>();
        walk(names, word, since, judged.occurredAt().truncatedTo(ChronoUnit.SECONDS), finding -> {
            if (!last.isEmpty() && !sameSecond(finding, last.getFirst())) {
                return false;
            }
            if (counts(finding, same)) {
                last.add(finding);
            }
            return true;
        });
        return last;
    }

    /** Those of the judged one's own second. */
    List<Finding> beside(Set<String> names, String word, Predicate<Target> same) {
        Instant second = judged.occurredAt().truncatedTo(ChronoUnit.SECONDS);
        return between(names, word, same, second, second);
    }

    /** All of them from one second to another, that one included. */
    List<Finding> between(Set<String> names, String word, Predicate<Target> same, Instant since, Instant until) {
        List<Finding> all = new ArrayList<>();
        walk(names, word, since, until.plus(SECOND), finding -> {
            if (counts(finding, same)) {
                all.add(finding);
            }
            return true;
        });
        return all;
    }

    private void walk(Set<String> names, String word, Instant since, Instant until, Predicate<Finding> goOn) {
        FindingQuery query = new FindingQuery(
                Set.of(),
                Set.of(),
                Set.of(),
                names,
                Set.of(digits),
                null,
                since,
                until,
                word,
                null,
                FindingQuery.MAX_LIMIT);
        FindingPage page;
        do {
            page = findings.query(query);
            if (!page.items().stream().allMatch(goOn)) {
                return;
            }
            query = query.from(page.next());
        } while (page.next() != null);
    }

    private static boolean sameSecond(Finding one, Finding other) {
        return one.occurredAt().getEpochSecond() == other.occurredAt().getEpochSecond();
    }

    private boolean counts(Finding finding, Predicate<Target> same) {
        return finding.outcome() == Outcome.SUCCEEDED
                && !finding.id().equals(judged.id())
                && same.test(finding.target());
    }
}
