package io.tamperwatch.watch;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * The checkpoints of one watch, in memory and in the store, the two always changed together: first the store, then the
 * memory, under one lock for both lanes. A change the store refuses has not happened.
 */
final class CheckpointBook {

    private final WatchKey watch;
    private final CheckpointStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private Map<Reading, Checkpoint> checkpoints = Map.of();
    private List<Gap> gaps = List.of();
    private boolean loaded;

    CheckpointBook(WatchKey watch, CheckpointStore store) {
        this.watch = watch;
        this.store = store;
    }

    /** Reads the store, once. */
    void open() {
        lock.lock();
        try {
            if (!loaded) {
                Map<Reading, Checkpoint> found = new LinkedHashMap<>();
                store.load(watch).forEach(checkpoint -> found.put(checkpoint.reading(), checkpoint));
                gaps = store.gaps(watch);
                checkpoints = Map.copyOf(found);
                loaded = true;
            }
        } finally {
            lock.unlock();
        }
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

    void begin(Checkpoint first) {
        lock.lock();
        try {
            store.save(first);
            put(first);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Changes an existing checkpoint; a change to the same thing is not written.
     *
     * @return the checkpoint as it is now; empty when the book was closed meanwhile
     */
    Optional<Checkpoint> change(Reading reading, UnaryOperator<Checkpoint> change) {
        lock.lock();
        try {
            Checkpoint before = checkpoints.get(reading);
            if (before == null) {
                return Optional.empty();
            }
            Checkpoint after = change.apply(before);
            if (!after.equals(before)) {
                store.save(after);
                put(after);
            }
            return Optional.of(after);
        } finally {
            lock.unlock();
        }
    }

    /** Takes up a reading after an absence, together with the gap it may have left. */
    void resume(Timetable.Resumption resumption) {
        lock.lock();
        try {
            Gap gap = resumption.gap();
            if (gap == null) {
                store.save(resumption.checkpoint());
            } else {
                store.saveWithGap(resumption.checkpoint(), gap);
                gaps = store.gaps(watch);
            }
            put(resumption.checkpoint());
        } finally {
            lock.unlock();
        }
    }

    /** The account behind the name has turned out to be this one; what is known of another is forgotten. */
    void bind(String accountId) {
        lock.lock();
        try {
            store.bind(watch.account(), accountId);
            loaded = false;
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

    private void put(Checkpoint checkpoint) {
        Map<Reading, Checkpoint> changed = new LinkedHashMap<>(checkpoints);
        changed.put(checkpoint.reading(), checkpoint);
        checkpoints = Map.copyOf(changed);
    }
}
