package io.tamperwatch.finding;

import java.time.Instant;
import java.util.List;

/** Where suppressions are kept. Every method throws {@link StoreUnavailable} as those of {@link FindingStore} do. */
public interface SuppressionStore {

    /** All there ever were, newest first. */
    List<Suppression> suppressions();

    void add(Suppression suppression);

    /** Ends a suppression early; one that has been ended or has expired by then stays as it is. */
    Ended end(String id, Instant at, String by);
}
