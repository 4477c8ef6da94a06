package io.tamperwatch.watch;

import io.tamperwatch.finding.StoreUnavailable;

/** What became of reading a window. Only {@link Complete} says that every event in it has been stored. */
sealed interface ReadOutcome {

    /**
     * Read to its end, or as far as the sink wanted; everything stored.
     *
     * @param pages how many it took
     */
    record Complete(int pages) implements ReadOutcome {}

    /** A page could not be had. */
    record NoPage(LookupOutcome.Failure failure) implements ReadOutcome {}

    /** A page could not be stored. */
    record NotStored(StoreUnavailable cause) implements ReadOutcome {}

    /** The process is stopping. */
    record Stopped() implements ReadOutcome {}

    /** The account is another replica's now; nothing was claimed that it does not know. */
    record Ceded() implements ReadOutcome {}
}
