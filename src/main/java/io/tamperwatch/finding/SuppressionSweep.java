package io.tamperwatch.finding;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Suppresses what is stored, open and expected. What is being stored meanwhile is the store's business. */
final class SuppressionSweep {

    private final SuppressionStore store;
    private final FindingStore findings;
    private final Clock clock;

    SuppressionSweep(SuppressionStore store, FindingStore findings, Clock clock) {
        this.store = store;
        this.findings = findings;
        this.clock = clock;
    }

    /**
     * Goes through all that is open. One that is over by then suppresses nothing more. What was suppressed is in the audit log,
     * however this ends.
     *
     * @throws StoreUnavailable when it has not come to the end; it may be done again
     */
    void of(List<Suppression> suppressions) {
        Map<Suppression, Integer> suppressed = new LinkedHashMap<>();
        try {
            FindingQuery.Position next = null;
            do {
                FindingPage page = findings.query(open(suppressions, next));
                of(page.items(), stillActive(suppressions), suppressed);
                next = page.next();
            } while (next != null);
        } finally {
            suppressed.forEach(AuditLog::suppressed);
        }
    }

    private List<Suppression> stillActive(List<Suppression> suppressions) {
        Set<String> active =
                store.active(clock.instant()).stream().map(Suppression::id).collect(Collectors.toSet());
        return suppressions.stream()
                .filter(suppression -> active.contains(suppression.id()))
                .toList();
    }

    private void of(List<Finding> page, List<Suppression> active, Map<Suppression, Integer> suppressed) {
        for (Finding finding : page) {
            active.stream()
                    .filter(suppression -> suppression.takes(finding))
                    .findFirst()
                    .filter(suppression -> suppress(finding, suppression))
                    .ifPresent(suppression -> suppressed.merge(suppression, 1, Integer::sum));
        }
    }

    private boolean suppress(Finding finding, Suppression suppression) {
        Instant now = clock.instant();
        return findings.move(finding.id(), Move.SUPPRESS, suppression.entry(now), suppression::takes)
                instanceof Moved.Done;
    }

    private static FindingQuery open(List<Suppression> suppressions, FindingQuery.@Nullable Position after) {
        FindingQuery all = FindingQuery.newest(FindingQuery.MAX_LIMIT);
        return new FindingQuery(
                Set.of(Status.OPEN, Status.ACKNOWLEDGED),
                all.severity(),
                all.detection(),
                all.event(),
                accounts(suppressions),
                null,
                null,
                null,
                null,
                after,
                FindingQuery.MAX_LIMIT);
    }

    /** Empty, which filters nothing, when one of them names none. */
    private static Set<String> accounts(List<Suppression> suppressions) {
        return suppressions.stream().anyMatch(suppression -> suppression.account() == null)
                ? Set.of()
                : suppressions.stream()
                        .map(suppression -> Objects.requireNonNull(suppression.account()))
                        .collect(Collectors.toSet());
    }
}
