package io.tamperwatch.watch;

import java.util.List;

/**
 * Where checkpoints and gaps are kept. Methods throw {@link io.tamperwatch.finding.StoreUnavailable} when the store
 * cannot be reached or refuses to write; then nothing has changed.
 */
public interface CheckpointStore {

    /** Every checkpoint of a watch, in no particular order. */
    List<Checkpoint> load(WatchKey watch);

    /** Puts the checkpoint in place of the one with the same watch and reading, or adds it. */
    void save(Checkpoint checkpoint);

    /** Saves a checkpoint and records a gap, both or neither. The same gap recorded twice is one gap. */
    void saveWithGap(Checkpoint checkpoint, Gap gap);

    /** Every gap of a watch, oldest first. */
    List<Gap> gaps(WatchKey watch);

    /**
     * Binds a configured account name to the account id behind its credentials. When the name was bound to another id
     * before, the checkpoints and gaps of that other account are deleted, since they say nothing about this one; its
     * findings stay.
     *
     * @return whether an earlier binding was replaced
     */
    boolean bind(String account, String accountId);
}
