package io.tamperwatch.replica;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The shares of a process that has its store for itself: everything, always. */
public record Alone(String name) implements Shares {

    @Override
    public boolean has(String account) {
        return true;
    }

    @Override
    public Optional<Lease> lease(String account) {
        return Optional.of(Lease.unshared(account));
    }

    @Override
    public Optional<Set<String>> elsewhere() {
        return Optional.of(Set.of());
    }

    @Override
    public boolean leads() {
        return true;
    }

    @Override
    public Optional<String> holder(String account) {
        return Optional.of(name);
    }

    @Override
    public int replicas() {
        return 1;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public List<Lease> beat(Collection<String> accounts, Duration lasts, Predicate<String> isIdle) {
        return List.of();
    }

    @Override
    public void leave() {}
}
