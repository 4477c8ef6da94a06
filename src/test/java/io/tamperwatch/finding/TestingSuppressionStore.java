package io.tamperwatch.finding;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Suppressions in memory. */
@Alternative
@Singleton
public class TestingSuppressionStore implements SuppressionStore {

    private final List<Suppression> all = new ArrayList<>();

    @Override
    public synchronized List<Suppression> suppressions() {
        return List.copyOf(all);
    }

    @Override
    public synchronized List<Suppression> active(Instant now) {
        return all.stream().filter(suppression -> suppression.isActive(now)).toList();
    }

    /** Forgets all of them. */
    public synchronized void reset() {
        all.clear();
    }

    @Override
    public synchronized void add(Suppression suppression) {
        all.addFirst(suppression);
    }

    @Override
    public synchronized Ended end(String id, Instant at, String by) {
        Optional<Suppression> found =
                all.stream().filter(s -> s.id().equals(id)).findFirst();
        if (found.isEmpty()) {
            return new Ended.Unknown();
        }
        if (!found.get().isActive(at)) {
            return new Ended.AlreadyOver(found.get());
        }
        Suppression ended = found.get().ended(at, by);
        all.replaceAll(s -> s.id().equals(id) ? ended : s);
        return new Ended.Done(ended);
    }
}
