package io.tamperwatch.watch;

import io.tamperwatch.replica.Lease;
import java.util.List;
import java.util.Map;

/**
 * Where checkpoints and gaps are kept. Whatever is written is written under a lease, and only while the lease is still its
 * holder's: looked at and written in one transaction. It is also written of a generation, and refused in any other: what has
 * been stored since the checkpoint was read may not be there. Methods throw {@link
 * io.tamperwatch.finding.StoreUnavailable} when the store cannot be reached or refuses to write; then nothing has changed.
 */
public interface CheckpointStore {

    /**
     * All that is kept of a watch.
     *
     * @param gaps oldest first
     */
    record Kept(List<Checkpoint> checkpoints, List<Gap> gaps) {

        public Kept {
            checkpoints = List.copyOf(checkpoints);
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * Changes whenever the store may be older than what was read from it or written to it before, as it is when a standby
     * that lagged behind has taken its place. What is remembered of it is void then.
     */
    int generation();

    /** Every checkpoint of a watch, in no particular order. */
    List<Checkpoint> load(WatchKey watch);

    /** What is kept of every watch that has a checkpoint. */
    Map<WatchKey, Kept> loadAll();

    /**
     * Puts the checkpoint in place of the one with the same watch and reading, or adds it.
     *
     * @return false when the lease is no longer its holder's; then nothing has changed
     */
    boolean save(Lease lease, int generation, Checkpoint checkpoint);

    /**
     * Saves a checkpoint and records a gap, both or neither. The same gap recorded twice is one gap.
     *
     * @return false when the lease is no longer its holder's; then nothing has changed
     */
    boolean saveWithGap(Lease lease, int generation, Checkpoint checkpoint, Gap gap);

    /** Every gap of a watch, oldest first. */
    List<Gap> gaps(WatchKey watch);

    /**
     * Binds the lease's account name to the account id behind its credentials. When the name was bound to another id
     * before, the checkpoints and gaps of that other account are deleted, since they say nothing about this one; its
     * findings stay.
     *
     * @return false when the lease is no longer its holder's; then nothing has changed
     */
    boolean bind(Lease lease, String accountId);
}
