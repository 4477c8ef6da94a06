package io.tamperwatch.finding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where findings are kept. Every method throws {@link StoreUnavailable} when the store cannot be reached or refuses to
 * write; then nothing has changed.
 */
public interface FindingStore {

    /**
     * Stores one page's findings, amendments and unreadable records in one transaction. A record whose event id is
     * already stored changes nothing; an amendment replaces what the original record said but keeps its id, when it was
     * detected, and its life (status, history), and is applied once. Safe to repeat with the same intake.
     *
     * <p>What is new and matches a suppression that covers it when it is detected is stored as suppressed: by the suppressions
     * there are in this transaction, whichever process has made or ended them.
     *
     * <p>What is new is judged by the review in the same transaction, and so are the stored findings that what is new sheds
     * light on. Events that make no finding are remembered for as long as CloudTrail can still show one they could bear on.
     *
     * @return what is new
     */
    Stored store(Intake intake, Review review);

    /** Stores findings as they are detected. */
    default Stored store(Intake intake) {
        return store(intake, Review.NONE);
    }

    /** The finding with this event id; of several accounts, the newest. */
    Optional<Finding> find(String id);

    /**
     * Takes a step in a finding's life, if the finding is what the caller expects; nothing comes in between. A finding
     * that is there already is left as it is.
     *
     * @param id as for {@link #find}
     * @param entry goes into its history
     * @param expected whether the finding is still what the caller has seen
     */
    Moved move(String id, Move move, HistoryEntry entry, Predicate<Finding> expected);

    /**
     * Keeps what was learned about a stored finding; nothing comes in between reading and writing. What is known, whether
     * anything changed, severity, signals, scenarios and history may become others; the rest of a finding stays as it is. Safe
     * to repeat: a lesson that changes nothing leaves the finding alone.
     *
     * @param about the finding in whatever state: its account and id tell which one it is
     * @param lesson makes of the finding as it is stored what it is with what was learned
     * @param againAt when there may be more to learn of the aspect; null when this was all
     * @return the finding as it is now; empty when the lesson changed nothing, or there is no such finding any more
     */
    Optional<Finding> learn(Finding about, Aspect aspect, UnaryOperator<Finding> lesson, @Nullable Instant againAt);

    /**
     * Findings with something to learn of this aspect by now, with what is known of them: the newest first by time of
     * occurrence, and of very many those that have been due the longest. A new finding is among them when
     * {@link Aspect#isAwaitedOf} says so, once its impact is known or {@link Aspect#patience} has passed, across restarts,
     * until {@link #learn} ends it. The records are left out.
     *
     * @param elsewhere accounts whose findings are another process's business
     */
    List<Finding> awaiting(Aspect aspect, Instant now, Set<String> elsewhere, int limit);

    /**
     * Takes findings away, with their records, that were resolved before this and still are; those resolved first go
     * first. An event stays known, and is never found again.
     *
     * @return how many, at most {@code most}
     */
    int forgetResolved(Instant before, int most);

    /**
     * One page of findings, newest first by time of occurrence. What was learned about them is left out, and so are the
     * records: {@code record} is "null".
     */
    FindingPage query(FindingQuery query);

    /** As {@link #query}, with the records. */
    FindingPage queryWithRecords(FindingQuery query);

    /** Open findings by detection, severity and account; kinds without any are left out. */
    List<OpenCount> countOpen();

    /** Unreadable records, newest first, at most {@code limit}. */
    List<QuarantinedRecord> quarantined(int limit);

    long countQuarantined();
}
