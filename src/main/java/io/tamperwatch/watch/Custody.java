package io.tamperwatch.watch;

import io.tamperwatch.replica.Lease;
import io.tamperwatch.replica.Shares;
import io.tamperwatch.watch.WatchReport.PollReport;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of the watches this process reads, and what it knows of those that other replicas read. */
final class Custody {

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(3);
    private static final Duration LONGEST_LEASE = Duration.ofSeconds(30);

    /** Beats while a lease lasts: two may be missed. */
    private static final int BEATS = 3;

    private final Shares shares;
    private final WatchSet watches;
    private final CheckpointStore checkpoints;
    private final PollBoard board;
    private final Duration lease;
    private final Map<WatchKey, PollReport> posted = new HashMap<>();

    /** @param every time from one poll to the next */
    Custody(Shares shares, WatchSet watches, CheckpointStore checkpoints, PollBoard board, Duration every) {
        this.shares = shares;
        this.watches = watches;
        this.checkpoints = checkpoints;
        this.board = board;
        this.lease = lease(every);
    }

    /**
     * Half an interval: whoever ends without a word is replaced, and the watch polled, before a second poll in a row is
     * missed.
     */
    static Duration lease(Duration every) {
        Duration half = every.dividedBy(2);
        if (half.compareTo(SHORTEST_LEASE) < 0) {
            return SHORTEST_LEASE;
        }
        return half.compareTo(LONGEST_LEASE) > 0 ? LONGEST_LEASE : half;
    }

    /** Time from one {@link #beat} to the next. */
    Duration beatEvery() {
        return lease.dividedBy(BEATS);
    }

    boolean isShared() {
        return shares.isShared();
    }

    /**
     * Keeps this process's share.
     *
     * @return the watches that have become its
     */
    List<Watch> beat() {
        Set<String> accounts =
                watches.read().stream().map(watch -> watch.key().account()).collect(Collectors.toUnmodifiableSet());
        Set<String> fresh = shares.beat(accounts, lease, this::isIdle).stream()
                .map(Lease::account)
                .collect(Collectors.toSet());
        return watches.read().stream()
                .filter(watch -> fresh.contains(watch.key().account()))
                .toList();
    }

    private boolean isIdle(String account) {
        return watches.all().stream()
                .filter(watch -> watch.key().account().equals(account))
                .allMatch(Watch::isIdle);
    }

    /** Tells the others how polls went here, and reads how they went there. Called by one thread at a time. */
    synchronized void exchange() {
        Map<WatchKey, PollReport> news = new HashMap<>();
        for (Watch watch : watches.all()) {
            watch.ownPoll()
                    .filter(poll -> !poll.outcome().equals(PollResult.STOPPED.label()))
                    .filter(poll -> !poll.equals(posted.get(watch.key())))
                    .ifPresent(poll -> news.put(watch.key(), poll));
        }
        if (!news.isEmpty()) {
            board.post(news);
            posted.putAll(news);
        }
        if (owned() < watches.all().size()) {
            showElsewhere();
        }
    }

    private void showElsewhere() {
        Map<WatchKey, CheckpointStore.Kept> stored = checkpoints.loadAll();
        Map<WatchKey, PollReport> polls = board.read();
        CheckpointStore.Kept none = new CheckpointStore.Kept(List.of(), List.of());
        watches.all()
                .forEach(watch -> watch.showElsewhere(stored.getOrDefault(watch.key(), none), polls.get(watch.key())));
    }

    /** How many watches this process reads. */
    long owned() {
        return watches.read().stream()
                .filter(watch -> shares.lease(watch.key().account()).isPresent())
                .count();
    }

    List<WatchReport> report() {
        return watches.all().stream()
                .map(watch -> watch.report(
                        watch.isRead() ? shares.holder(watch.key().account()).orElse(null) : null))
                .toList();
    }

    /** Gives everything back, for others to go on at once. */
    void leave() {
        shares.leave();
    }
}
