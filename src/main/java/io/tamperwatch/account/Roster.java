package io.tamperwatch.account;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The accounts and Regions that are known, as the store has them; what was known once is never forgotten, it only stands
 * otherwise. Safe for many threads.
 */
@Singleton
public class Roster {

    private final RosterStore store;
    private final Clock clock;
    private final AtomicLong version = new AtomicLong();
    private final Map<String, String> regionTrouble = new ConcurrentHashMap<>();
    private volatile boolean loaded;
    private volatile Map<String, DiscoveredAccount> accounts = Map.of();
    private volatile Map<String, Map<String, AccountRegion>> regions = Map.of();

    public Roster(RosterStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Changes whenever anything below does. */
    public long version() {
        return version.get();
    }

    /** Every account found in the organization so far, ordered by id. */
    public List<DiscoveredAccount> accounts() {
        return List.copyOf(accounts.values());
    }

    /** Every Region an account was seen to have enabled, ordered by name; none as long as it is not known. */
    public List<AccountRegion> regions(String account) {
        return List.copyOf(regions.getOrDefault(account, Map.of()).values());
    }

    /** Why an account's Regions could not be listed the last time; null when they could, or were not asked for. */
    public @Nullable String regionTrouble(String account) {
        return regionTrouble.get(account);
    }

    /** Whether the store has told what was known before. */
    boolean isLoaded() {
        return loaded;
    }

    /** What is not known to be known would look new, and what is gone would not be missed. */
    private void load() {
        if (!loaded) {
            refresh();
        }
    }

    /** Takes up what the store has, which another replica may have put there. */
    synchronized void refresh() {
        Map<String, DiscoveredAccount> stored = store.accounts().stream()
                .collect(Collectors.toMap(DiscoveredAccount::id, Function.identity(), (a, b) -> b, TreeMap::new));
        Map<String, Map<String, AccountRegion>> storedRegions = new TreeMap<>();
        for (AccountRegion region : store.regions()) {
            storedRegions
                    .computeIfAbsent(region.account(), name -> new TreeMap<>())
                    .put(region.region(), region);
        }
        if (!stored.equals(accounts) || !storedRegions.equals(regions)) {
            accounts = stored;
            regions = storedRegions;
            version.incrementAndGet();
        }
        loaded = true;
    }

    /**
     * What the whole list makes of what is known. Accounts that never were to be watched are not kept.
     *
     * @return those that stand otherwise now
     */
    synchronized List<DiscoveredAccount> listed(Collection<Member> members) {
        load();
        Instant now = clock.instant();
        Set<String> listed = new HashSet<>();
        List<DiscoveredAccount> changed = new ArrayList<>();
        for (Member member : members) {
            listed.add(member.id());
            change(member.id(), member.standing(), now, changed);
        }
        accounts.keySet().stream()
                .filter(id -> !listed.contains(id))
                .forEach(gone -> change(gone, Standing.REMOVED, now, changed));
        if (!changed.isEmpty()) {
            store.keepAccounts(changed);
            refresh();
        }
        return changed;
    }

    private void change(String id, Standing standing, Instant now, List<DiscoveredAccount> changed) {
        DiscoveredAccount before = accounts.get(id);
        boolean isNews = before == null ? standing == Standing.WATCHED : before.standing() != standing;
        if (isNews) {
            changed.add(new DiscoveredAccount(id, standing, now));
        }
    }

    /**
     * What an account's list of enabled Regions makes of what is known of them.
     *
     * @return those that are otherwise now
     */
    synchronized List<AccountRegion> regionsListed(String account, Collection<String> enabled) {
        load();
        if (regionTrouble.remove(account) != null) {
            version.incrementAndGet();
        }
        Instant now = clock.instant();
        Map<String, AccountRegion> before = regions.getOrDefault(account, Map.of());
        List<AccountRegion> changed = new ArrayList<>();
        for (String region : Set.copyOf(enabled)) {
            AccountRegion known = before.get(region);
            if (known == null || !known.enabled()) {
                changed.add(new AccountRegion(account, region, true, now));
            }
        }
        before.values().stream()
                .filter(known -> known.enabled() && !enabled.contains(known.region()))
                .forEach(known -> changed.add(new AccountRegion(account, known.region(), false, now)));
        if (!changed.isEmpty()) {
            store.keepRegions(changed);
            refresh();
        }
        return changed;
    }

    /** @return whether that is news */
    boolean regionsNotListed(String account, String reason) {
        boolean news = !reason.equals(regionTrouble.put(account, reason));
        if (news) {
            version.incrementAndGet();
        }
        return news;
    }
}
