package io.tamperwatch.finding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where suppressions are kept. Every method throws {@link StoreUnavailable} as those of {@link FindingStore} do. */
public interface SuppressionStore {

    /** All there ever were, newest first. */
    List<Suppression> suppressions();

    void add(Suppression suppression);

    /**
     * Ends a suppression early; one that has been ended stays as it is.
     *
     * @return the suppression as it is now; empty when there is none with this id
     */
    Optional<Suppression> end(String id, Instant at, String by);
}
