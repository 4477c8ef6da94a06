package io.tamperwatch.finding;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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

    /** One page of findings, newest first by time of occurrence. The records are left out: {@code record} is "null". */
    FindingPage query(FindingQuery query);

    /** Open findings by detection, severity and account; kinds without any are left out. */
    List<OpenCount> countOpen();

    /** Unreadable records, newest first, at most {@code limit}. */
    List<QuarantinedRecord> quarantined(int limit);

    long countQuarantined();
}
