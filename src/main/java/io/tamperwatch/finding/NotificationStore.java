package io.tamperwatch.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What others have been told and are still to be told: it outlives a restart, and replicas share it. Every method throws
 * {@link StoreUnavailable} as those of {@link FindingStore} do.
 */
public interface NotificationStore {

    /**
     * Takes or keeps the turn to tell others, which one process at a time has. All time is the store's: of processes whose
     * clocks differ, none takes it too early or keeps it too long.
     *
     * @param holder who asks
     * @param lasts how long others may not take it from now on, unless it is kept again before
     * @return false while somebody else has it
     */
    boolean takeTurn(String holder, Duration lasts);

    /** What a receiver has been told, or may have been. */
    List<Raised> raised(String receiver);

    /** To be called before a receiver is told: that it may have been. */
    void raise(String receiver, Collection<Raised> raised);

    /** To be called once a receiver has been told that it is over. */
    void lower(String receiver, Collection<Raised> raised);

    /** Notices that are to be told now, oldest first. */
    List<Notice> due(Instant now, int limit);

    /** They have been told. */
    void told(long number);

    /**
     * Telling has failed.
     *
     * @param again when to try again; null to give up
     */
    void failed(long number, Instant at, String error, @Nullable Instant again);

    /** Notices that were given up, or those still to be told, newest first. */
    List<Notice> notices(boolean givenUp, int limit);

    long countNotices(boolean givenUp);

    /**
     * Lets a notice be told again from now on, as if it never had been tried.
     *
     * @return false when there is none with this number
     */
    boolean tellAgain(long number, Instant now);

    /** As {@link #tellAgain}, for all that were given up, and how many these are. */
    int tellAllAgain(Instant now);

    /** The notice with this number, unless it has been told. */
    Optional<Notice> notice(long number);
}
