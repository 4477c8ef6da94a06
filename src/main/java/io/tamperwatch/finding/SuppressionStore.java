package io.tamperwatch.finding;

import java.time.Instant;
import java.util.List;

/** Where suppressions are kept. Every method throws {@link StoreUnavailable} as those of {@link FindingStore} do. */
public interface SuppressionStore {

    /** All there ever were, newest first. */
    List<Suppression> suppressions();

    /** Those that cover what is new at this time, newest first. */
    List<Suppression> active(Instant now);

    /** Adds one: whatever {@link FindingStore#store} stores once this has returned arrives suppressed if it matches. */
    void add(Suppression suppression);

    /**
     * Ends a suppression early; one that has been ended or has expired by then stays as it is. Nothing stored once this has
     * returned is suppressed by it.
     */
    Ended end(String id, Instant at, String by);
}
