package io.tamperwatch.remediation;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.Target;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Earlier findings about the same thing: their records tell what it was made of. */
final class Earlier {

    private static final int FAR_ENOUGH = 200;

    private final FindingStore store;

    Earlier(FindingStore store) {
        this.store = store;
    }

    /** The last call of this name before the finding that succeeded on the same target, with its record. */
    Optional<Finding> last(String eventName, Finding finding) {
        String account = finding.accountId() == null ? finding.account() : finding.accountId();
        FindingQuery query = new FindingQuery(
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(eventName),
                Set.of(account),
                null,
                null,
                finding.occurredAt(),
                null,
                null,
                FAR_ENOUGH);
        return store.query(query).items().stream()
                .filter(earlier -> earlier.eventName().equals(eventName)
                        && earlier.outcome() == Outcome.SUCCEEDED
                        && same(earlier.target(), finding.target()))
                .findFirst()
                .flatMap(earlier -> store.find(earlier.id()));
    }

    private static boolean same(Target one, Target other) {
        return one.kind().equals(other.kind())
                && agree(one.userName(), other.userName())
                && agree(one.certificateId(), other.certificateId())
                && agree(one.providerArn(), other.providerArn())
                && agree(one.resource(), other.resource());
    }

    /** What one of them does not tell separates nothing. */
    private static boolean agree(@Nullable String one, @Nullable String other) {
        return one == null || other == null || Objects.equals(one, other);
    }
}
