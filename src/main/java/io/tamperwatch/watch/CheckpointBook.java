package io.tamperwatch.watch;

import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.replica.Lease;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one watch, in memory and in the store, the two always changed together: first the store, then the
 * memory, under one lock for both lanes. A change the store refuses has not happened. Written under a lease; when that is
 * found to be another's, the book is closed until it is opened under a new one. Of one generation of the store; when that is
 * over, nothing is written until the book has been opened again.
 */
final class CheckpointBook {

    private final WatchKey watch;
    private final CheckpointStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private Map<Reading, Checkpoint> checkpoints = Map.of();
    private List<Gap> gaps = List.of();
    private @Nullable Lease lease;
    private int generation;

    CheckpointBook(WatchKey watch, CheckpointStore store) {
        this.watch = watch;
        this.store = store;
    }

    /**
     * Reads the store, once under each lease and once of each generation.
     *
     * @return whether it was read under a new lease
     */
    boolean open(Lease under) {
        lock.lock();
        try {
            boolean before = under.equals(lease);
            if (!before || generation != store.generation()) {
                read();
                lease = under;
            }
            return !before;
        } finally {
            lock.unlock();
        }
    }

    /** All of it from one generation. */
    private void read() {
        int begun;
        do {
            begun = store.generation();
            show(new CheckpointStore.Kept(store.load(watch), store.gaps(watch)));
        } while (begun != store.generation());
        generation = begun;
    }

    /** The generation of the store that the book is of. Whatever is stored for the sake of a change belongs to one. */
    int generation() {
        lock.lock();
        try {
            return generation;
        } finally {
            lock.unlock();
        }
    }

    /** What another replica has written, to be read here; changes nothing while the book is open. */
    void showClosed(CheckpointStore.Kept stored) {
        lock.lock();
        try {
            if (lease == null) {
                show(stored);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The account is no longer this process's. */
    void close() {
        lock.lock();
        try {
            lease = null;
        } finally {
            lock.unlock();
        }
    }

    private void show(CheckpointStore.Kept stored) {
        Map<Reading, Checkpoint> found = new LinkedHashMap<>();
        stored.checkpoints().forEach(checkpoint -> found.put(checkpoint.reading(), checkpoint));
        gaps = stored.gaps();
        checkpoints = Map.copyOf(found);
    }

    Optional<Checkpoint> find(Reading reading) {
        lock.lock();
        try {
            return Optional.ofNullable(checkpoints.get(reading));
        } finally {
            lock.unlock();
        }
    }

    List<Gap> gaps() {
        lock.lock();
        try {
            return gaps;
        } finally {
            lock.unlock();
        }
    }

    /** @return false when the book is closed, by this or before */
    boolean begin(Checkpoint first) {
        lock.lock();
        try {
            return save(first);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Changes an existing checkpoint; a change to the same thing is not written.
     *
     * @param of the generation that the book was of when that began which makes the change true
     * @return the checkpoint as it is now; empty when there is none or the book is closed, by this or before
     */
    Optional<Checkpoint> change(Reading reading, int of, UnaryOperator<Checkpoint> change) {
        lock.lock();
        try {
            if (of != generation) {
                throw new StoreUnavailable("the store may be an older one than what was read is in; it is read again");
            }
            Checkpoint before = checkpoints.get(reading);
            if (before == null || lease == null) {
                return Optional.empty();
            }
            Checkpoint after = change.apply(before);
            return after.equals(before) || save(after) ? Optional.of(after) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes up a reading after an absence, together with the gap it may have left.
     *
     * @return false when the book is closed, by this or before
     */
    boolean resume(Timetable.Resumption resumption) {
        lock.lock();
        try {
            Gap gap = resumption.gap();
            if (gap == null || lease == null) {
                return save(resumption.checkpoint());
            }
            if (!stands(store.saveWithGap(lease, generation, resumption.checkpoint(), gap))) {
                return false;
            }
            gaps = store.gaps(watch);
            put(resumption.checkpoint());
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The account behind the name has turned out to be this one; what is known of another is forgotten. */
    void bind(Lease under, String accountId) {
        lock.lock();
        try {
            store.bind(under, accountId);
            lease = null;
            checkpoints = Map.of();
            gaps = List.of();
        } finally {
            lock.unlock();
        }
    }

    /** The checkpoints of these readings, the one that was polled longest ago first. */
    List<Checkpoint> oldestFirst(List<Reading> readings) {
        return readings.stream()
                .flatMap(reading -> find(reading).stream())
                .sorted(Comparator.comparing(Checkpoint::head))
                .toList();
    }

    private boolean save(Checkpoint checkpoint) {
        boolean saved = lease != null && stands(store.save(lease, generation, checkpoint));
        if (saved) {
            put(checkpoint);
        }
        return saved;
    }

    private boolean stands(boolean written) {
        if (!written) {
            lease = null;
        }
        return written;
    }

    private void put(Checkpoint checkpoint) {
        Map<Reading, Checkpoint> changed = new LinkedHashMap<>(checkpoints);
        changed.put(checkpoint.reading(), checkpoint);
        checkpoints = Map.copyOf(changed);
    }
}
