package io.tamperwatch.replica;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Leases in memory, with a database's clock of their own. */
public final class TestingLeases implements LeaseStore {

    private record Seat(String name, Instant until) {}

    private final Clock databaseClock;
    private final Map<String, Seat> present = new LinkedHashMap<>();
    private final Map<String, Lease> leases = new TreeMap<>();

    public TestingLeases(Clock databaseClock) {
        this.databaseClock = databaseClock;
    }

    /** What the fence of a store asks. */
    public boolean stands(Lease lease) {
        return lease.equals(leases.get(lease.account()));
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void join(String id, String name, Duration lasts) {
        if (present.putIfAbsent(id, new Seat(name, databaseClock.instant().plus(lasts))) != null) {
            throw new IllegalStateException("somebody has this id: " + id);
        }
    }

    @Override
    public boolean renew(String id, Duration lasts) {
        return present.computeIfPresent(
                        id,
                        (known, seat) ->
                                new Seat(seat.name(), databaseClock.instant().plus(lasts)))
                != null;
    }

    @Override
    public Roll roll() {
        present.values().removeIf(seat -> !seat.until().isAfter(databaseClock.instant()));
        return new Roll(
                present.entrySet().stream()
                        .map(entry -> new Roll.Present(
                                entry.getKey(), entry.getValue().name()))
                        .toList(),
                leases.values().stream()
                        .filter(lease -> present.containsKey(lease.holder()))
                        .toList());
    }

    @Override
    public List<Lease> take(String id, Collection<String> accounts, int most) {
        List<Lease> taken = accounts.stream()
                .sorted()
                .filter(account -> !leases.containsKey(account)
                        || !present.containsKey(leases.get(account).holder()))
                .limit(most)
                .map(account -> new Lease(
                        account,
                        id,
                        leases.containsKey(account) ? leases.get(account).epoch() + 1 : 1))
                .toList();
        taken.forEach(lease -> leases.put(lease.account(), lease));
        return taken;
    }

    @Override
    public void release(Collection<Lease> given) {
        given.stream()
                .filter(this::stands)
                .forEach(lease -> leases.put(lease.account(), new Lease(lease.account(), "", lease.epoch())));
    }

    @Override
    public void leave(String id) {
        present.remove(id);
        release(leases.values().stream()
                .filter(lease -> lease.holder().equals(id))
                .toList());
    }
}
