package io.tamperwatch.benchmark;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was asked for many accounts in a stretch of time.
 *
 * @param lookups all of them
 * @param roles how often a role was assumed
 * @param refused lookups that were too many for the server
 * @param perSecond lookups a second on average
 * @param busiestSecond the most lookups in any second of the clock
 * @param mostOfOne the most lookups for one account in any second
 * @param ahead how much too early, against the budget, a lookup came at most
 * @param longestIdle the longest time without a lookup for an account, of all accounts
 */
record Fleet(
        long lookups,
        long roles,
        long refused,
        double perSecond,
        int busiestSecond,
        int mostOfOne,
        Duration ahead,
        Duration longestIdle) {

    static final String ROLE = "AssumeRole";

    /**
     * From the server's books.
     *
     * @param accounts how many there are, asked for or not
     * @param budget lookups a second that each may cost
     */
    static Fleet of(Ledger ledger, int accounts, double budget, long fromMillis, long untilMillis) {
        Map<String, List<Ledger.Entry>> asked = ledger.between(fromMillis, untilMillis);
        Map<Long, Integer> seconds = new HashMap<>();
        long lookups = 0;
        int mostOfOne = 0;
        Duration ahead = Duration.ZERO;
        Duration idle = asked.size() < accounts ? Duration.ofMillis(untilMillis - fromMillis) : Duration.ZERO;
        for (List<Ledger.Entry> entries : asked.values()) {
            long[] times = lookups(entries);
            Pace pace = Pace.of(times, budget);
            lookups += times.length;
            mostOfOne = Math.max(mostOfOne, pace.mostInASecond());
            ahead = longer(ahead, pace.ahead());
            idle = longer(idle, longer(pace.longestPause(), atTheEdges(times, fromMillis, untilMillis)));
            for (long time : times) {
                seconds.merge(time / 1000, 1, Integer::sum);
            }
        }
        return new Fleet(
                lookups,
                asked.values().stream().mapToLong(List::size).sum() - lookups,
                refused(asked.values()),
                lookups * 1000.0 / (untilMillis - fromMillis),
                seconds.values().stream().mapToInt(count -> count).max().orElse(0),
                mostOfOne,
                ahead,
                idle);
    }

    private static long[] lookups(List<Ledger.Entry> entries) {
        return entries.stream()
                .filter(entry -> !entry.what().equals(ROLE))
                .mapToLong(Ledger.Entry::millis)
                .sorted()
                .toArray();
    }

    private static Duration atTheEdges(long[] times, long fromMillis, long untilMillis) {
        return times.length == 0
                ? Duration.ofMillis(untilMillis - fromMillis)
                : Duration.ofMillis(Math.max(times[0] - fromMillis, untilMillis - times[times.length - 1]));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static long refused(Collection<List<Ledger.Entry>> asked) {
        return asked.stream()
                .flatMap(List::stream)
                .filter(Ledger.Entry::refused)
                .count();
    }
}
