package io.tamperwatch.remediation;

import io.tamperwatch.event.Actor;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.Target;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Earlier findings about the same thing: their records tell what it was made of. What an intruder has set in one call is not
 * what was there before the next: calls of the finding's own actor shortly before it tell nothing.
 */
final class Earlier {

    /**
     * For how long calls of the same actor are taken for one incident. Longer costs a question, where an administrator has
     * worked on the same thing; shorter could put back what an intruder has set.
     */
    static final Duration INCIDENT = Duration.ofDays(7);

    private static final int FAR_ENOUGH = 200;

    private static final String IAM = "iam.amazonaws.com";

    private final FindingStore store;

    Earlier(FindingStore store) {
        this.store = store;
    }

    /**
     * What was found.
     *
     * @param finding with its record; null when no call tells
     * @param passedOver whether a later call would have told, had it not been the same actor's shortly before
     */
    record Look(@Nullable Finding finding, boolean passedOver) {}

    /** The last call of this name before the finding that succeeded on the same thing. */
    Look last(String eventName, Finding finding) {
        return last(eventName, finding, _ -> true);
    }

    /**
     * The last call of this name before the finding that succeeded on the same thing and tells what is asked.
     *
     * @param tells whether a call does, by its record
     */
    Look last(String eventName, Finding finding, Predicate<Finding> tells) {
        boolean passedOver = false;
        for (Finding earlier : before(eventName, finding)) {
            boolean isBelieved = !isOfTheSameIncident(earlier, finding);
            // one that is passed over needs no look at its record when it is known that one was
            if (isBelieved || !passedOver) {
                Optional<Finding> telling = store.find(earlier.id()).filter(tells);
                if (telling.isPresent() && isBelieved) {
                    return new Look(telling.get(), passedOver);
                }
                passedOver |= telling.isPresent();
            }
        }
        return new Look(null, passedOver);
    }

    /** Those that succeeded on the same thing, from the newest. */
    private List<Finding> before(String eventName, Finding finding) {
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
                        && isOnTheSame(earlier, finding))
                .toList();
    }

    private static boolean isOfTheSameIncident(Finding earlier, Finding finding) {
        return isTheSame(earlier.actor(), finding.actor())
                && Duration.between(earlier.occurredAt(), finding.occurredAt()).compareTo(INCIDENT) <= 0;
    }

    /** By the user or role itself, whatever its session; two of whom nothing is known may be one. */
    private static boolean isTheSame(Actor one, Actor other) {
        return Objects.equals(one.ownArn(), other.ownArn());
    }

    /** Two trails of different Regions may have one name; what IAM holds is in no Region. */
    private static boolean isOnTheSame(Finding earlier, Finding finding) {
        return (finding.eventSource().equals(IAM) || earlier.region().equals(finding.region()))
                && isTheSame(earlier.target(), finding.target());
    }

    private static boolean isTheSame(Target one, Target other) {
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
