package io.tamperwatch.watch;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.watch.Accounts.WatchedAccount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The watches there are while accounts and Regions come and go. One that is not read any more stays, and says why. */
final class WatchSet {

    private static final Logger LOG = Logger.getLogger(WatchSet.class);
    private static final Comparator<WatchKey> BY_ACCOUNT_AND_REGION =
            Comparator.comparing(WatchKey::account).thenComparing(WatchKey::region);
    private static final String GONE = "it is not configured any more";

    private final Catalogue catalogue;
    private final CheckpointStore checkpoints;
    private final Function<WatchScope, Watch> make;
    private final ConcurrentSkipListMap<WatchKey, Watch> watches = new ConcurrentSkipListMap<>(BY_ACCOUNT_AND_REGION);
    private List<WatchedAccount> known = List.of();

    /** @param make makes a watch that is read */
    WatchSet(Catalogue catalogue, CheckpointStore checkpoints, Function<WatchScope, Watch> make) {
        this.catalogue = catalogue;
        this.checkpoints = checkpoints;
        this.make = make;
    }

    /** All of them, ordered by account and Region. */
    List<Watch> all() {
        return List.copyOf(watches.values());
    }

    /** Those that are read. */
    List<Watch> read() {
        return watches.values().stream().filter(Watch::isRead).toList();
    }

    Optional<Watch> find(WatchKey key) {
        return Optional.ofNullable(watches.get(key));
    }

    /**
     * Takes the accounts as they are now.
     *
     * @return the watches that are to be read from now on and were not before
     */
    synchronized List<Watch> follow(List<WatchedAccount> accounts) {
        if (accounts.equals(known)) {
            return List.of();
        }
        List<Watch> fresh = new ArrayList<>();
        Set<WatchKey> wanted = new HashSet<>();
        for (WatchScope scope : WatchScope.of(accounts, catalogue)) {
            wanted.add(scope.key());
            follow(scope, fresh);
        }
        watches.values().stream()
                .filter(watch -> !wanted.contains(watch.key()))
                .forEach(watch -> watch.stand(GONE, null));
        known = List.copyOf(accounts);
        return fresh;
    }

    private void follow(WatchScope scope, List<Watch> fresh) {
        Watch there = watches.get(scope.key());
        Watch watch = there == null ? make.apply(scope) : there;
        boolean again = watch.stand(scope.ended(), scope.note());
        watches.put(scope.key(), watch);
        if (again || (there == null && watch.isRead())) {
            fresh.add(watch);
        } else if (there == null) {
            show(watch);
        }
    }

    /** Nobody opens the book of one that is not read. */
    private void show(Watch watch) {
        try {
            watch.show(new CheckpointStore.Kept(checkpoints.load(watch.key()), checkpoints.gaps(watch.key())));
        } catch (StoreUnavailable e) {
            LOG.debugf(e, "state of a former watch not shown, store unavailable watch=%s", watch.key());
        }
    }
}
