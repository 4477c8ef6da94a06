package io.tamperwatch.replica;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The shares of one of several replicas. It believes in its leases for as long as they last from the moment at which it asked
 * for them: once it was paused for longer than that, it stops by itself, and what it writes all the same the store refuses.
 * Taken for gone meanwhile, it comes back under another id, as a new replica.
 */
public final class Leased implements Shares {

    private static final Logger LOG = Logger.getLogger(Leased.class);

    /**
     * What is known since the latest beat.
     *
     * @param leaving accounts that are given back as soon as nothing is under way in them
     */
    private record Known(
            Instant until,
            Map<String, Lease> mine,
            Set<String> leaving,
            Set<String> accounts,
            Map<String, String> holders,
            int replicas,
            boolean first) {}

    private static final Known NOTHING = new Known(Instant.MIN, Map.of(), Set.of(), Set.of(), Map.of(), 0, false);

    private final LeaseStore store;
    private final String name;
    private final Clock clock;
    private final Supplier<String> ids;
    private volatile Known known = NOTHING;
    private String id = "";

    Leased(LeaseStore store, String name, Clock clock) {
        this(store, name, clock, () -> UUID.randomUUID().toString());
    }

    /** @param ids makes an id that nobody has had */
    public Leased(LeaseStore store, String name, Clock clock, Supplier<String> ids) {
        this.store = store;
        this.name = name;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public boolean has(String account) {
        Known now = known;
        return lease(account).isPresent() && !now.leaving().contains(account);
    }

    @Override
    public Optional<Lease> lease(String account) {
        Known now = known;
        return lasts(now) ? Optional.ofNullable(now.mine().get(account)) : Optional.empty();
    }

    @Override
    public Optional<Set<String>> elsewhere() {
        Known now = known;
        if (!lasts(now)) {
            return Optional.empty();
        }
        Set<String> others = new HashSet<>(now.accounts());
        others.removeAll(now.mine().keySet());
        return Optional.of(others);
    }

    @Override
    public boolean leads() {
        Known now = known;
        return now.first() && lasts(now);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> holder(String account) {
        return Optional.ofNullable(known.holders().get(account));
    }

    @Override
    public int replicas() {
        return known.replicas();
    }

    @Override
    public boolean isShared() {
        return true;
    }

    private boolean lasts(Known now) {
        return clock.instant().isBefore(now.until());
    }

    @Override
    public synchronized List<Lease> beat(Collection<String> accounts, Duration lasts, Predicate<String> isIdle) {
        Instant asked = clock.instant();
        appear(lasts);
        Roll roll = store.roll();
        Map<String, Lease> mine = new TreeMap<>(roll.heldBy(id));
        Set<String> all = Set.copyOf(accounts);
        Set<String> leaving = giveBack(mine, all, roll.share(id, all.size()), isIdle);
        List<Lease> taken = take(all, roll.share(id, all.size()) - mine.size());
        taken.forEach(lease -> mine.put(lease.account(), lease));
        List<Lease> fresh = news(mine);
        Map<String, String> holders = new TreeMap<>(roll.holders());
        mine.keySet().forEach(account -> holders.put(account, name));
        known = new Known(
                asked.plus(lasts),
                Map.copyOf(mine),
                leaving,
                all,
                Map.copyOf(holders),
                roll.present().size(),
                roll.isFirst(id));
        return fresh;
    }

    private void appear(Duration lasts) {
        if (!id.isEmpty() && store.renew(id, lasts)) {
            return;
        }
        if (!id.isEmpty()) {
            LOG.warnf("taken for gone by the other replicas, coming back as a new one replica=%s", name);
            known = NOTHING;
        }
        id = ids.get();
        store.join(id, name, lasts);
    }

    /** What is more than the share, or is not to be worked on any more; removes from {@code mine} what has been given back. */
    private Set<String> giveBack(Map<String, Lease> mine, Set<String> all, int share, Predicate<String> isIdle) {
        Set<String> leaving = new HashSet<>();
        long kept = 0;
        for (String account : mine.keySet()) {
            if (!all.contains(account) || kept >= share) {
                leaving.add(account);
            } else {
                kept++;
            }
        }
        announce(leaving);
        List<Lease> idle = leaving.stream().filter(isIdle).map(mine::get).toList();
        if (!idle.isEmpty()) {
            store.release(idle);
            idle.forEach(lease -> mine.remove(lease.account()));
            idle.forEach(lease -> leaving.remove(lease.account()));
        }
        return Set.copyOf(leaving);
    }

    /** Before anybody looks whether something is under way, nothing more is begun. */
    private void announce(Set<String> leaving) {
        Known now = known;
        known = new Known(
                now.until(),
                now.mine(),
                Set.copyOf(leaving),
                now.accounts(),
                now.holders(),
                now.replicas(),
                now.first());
    }

    private List<Lease> take(Set<String> accounts, int most) {
        return most > 0 ? store.take(id, accounts, most) : List.of();
    }

    private List<Lease> news(Map<String, Lease> mine) {
        Known before = known;
        List<Lease> fresh = new ArrayList<>(mine.values());
        fresh.removeAll(before.mine().values());
        long lost = before.mine().values().stream()
                .filter(lease -> !lease.equals(mine.get(lease.account())))
                .count();
        if (lost > 0 || !fresh.isEmpty()) {
            LOG.infof("shares changed accounts=%d taken=%d given=%d replica=%s", mine.size(), fresh.size(), lost, name);
        }
        return fresh;
    }

    @Override
    public synchronized void leave() {
        known = NOTHING;
        if (!id.isEmpty()) {
            store.leave(id);
            id = "";
        }
    }
}
