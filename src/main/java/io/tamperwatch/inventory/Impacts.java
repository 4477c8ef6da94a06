package io.tamperwatch.inventory;

import io.tamperwatch.finding.Aspect;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.Impact;
import io.tamperwatch.finding.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes the findings whose impact is awaited, newest first, and keeps what is found out about each. */
final class Impacts {

    private static final int BATCH = 50;

    /** When a finding is looked at again after its first, second … look: what it broke and its repair show later. */
    private static final List<Duration> AGAIN =
            List.of(Duration.ofMinutes(2), Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(6));

    private final IamSource source;
    private final InventoryStore store;
    private final FindingStore findings;
    private final Function<String, PacedIam> paced;
    private final Repairs repairs;
    private final Clock clock;
    private final Investigation investigation;

    /** Accounts, with their digits, of which something was found out since their findings were last looked at for repairs. */
    private final Map<String, String> owed = new LinkedHashMap<>();

    Impacts(
            IamSource source,
            InventoryStore store,
            FindingStore findings,
            Function<String, PacedIam> paced,
            Repairs repairs,
            Clock clock) {
        this.source = source;
        this.store = store;
        this.findings = findings;
        this.paced = paced;
        this.repairs = repairs;
        this.clock = clock;
        this.investigation = new Investigation(store, findings, clock);
    }

    /** Looks at some of the findings that are due, of whichever account. */
    void findOut() throws InterruptedException {
        findOut(Set.of());
    }

    /**
     * Looks at some of the findings that are due.
     *
     * @param elsewhere accounts whose findings are another process's business
     */
    void findOut(Set<String> elsewhere) throws InterruptedException {
        for (Finding finding : findings.awaiting(Aspect.IMPACT, clock.instant(), elsewhere, BATCH)) {
            Optional<Anchor> anchor = Anchor.of(finding);
            Optional<String> digits = digits(finding);
            if (anchor.isEmpty() || !source.inventoried().contains(finding.account())) {
                // nothing to compare, or an account that is not watched any more
                later(finding, null);
            } else if (digits.isEmpty()) {
                later(finding, clock.instant().plus(AGAIN.getFirst()));
            } else {
                findOut(finding, digits.get(), anchor.get());
                owed.put(finding.account(), digits.get());
            }
        }
        owed.keySet().removeAll(elsewhere);
        owed.entrySet().removeIf(account -> repairs.checkRested(account.getKey(), account.getValue()));
    }

    private void later(Finding finding, @Nullable Instant at) {
        findings.learn(finding, Aspect.IMPACT, same -> same, at);
    }

    private void findOut(Finding finding, String digits, Anchor anchor) throws InterruptedException {
        Refresh refresh = new Refresh(source, paced.apply(finding.account()), store, clock);
        Investigation.Found found = investigation.investigate(finding, digits, anchor, refresh);
        findings.learn(finding, Aspect.IMPACT, found::in, againAt(finding, found.impact()));
    }

    private @Nullable Instant againAt(Finding finding, Impact impact) {
        boolean whole =
                finding.outcome() != Outcome.SUCCEEDED && impact.limits().isEmpty();
        return whole || impact.looks() > AGAIN.size() ? null : clock.instant().plus(AGAIN.get(impact.looks() - 1));
    }

    private Optional<String> digits(Finding finding) {
        return Optional.ofNullable(finding.accountId()).or(() -> source.digits(finding.account()));
    }
}
