package io.tamperwatch.posture;

import io.tamperwatch.account.ZeroFill;
import io.tamperwatch.series.Families;
import io.tamperwatch.series.Family;
import io.tamperwatch.series.Samples;
import io.tamperwatch.series.Values;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The meters of posture. Every series exists from the first scrape on, as long as there are not too many accounts ({@link ZeroFill}). */
final class PostureMeters {

    private static final Logger LOG = Logger.getLogger(PostureMeters.class);

    /** Series beyond which the account label is dropped. */
    static final int MOST_SERIES = 20_000;

    private static final Family FAILING = Family.gauge(
            "tamperwatch_posture_failing", "What a posture check fails for, 0 when it passes", "account", "check");

    private static final Family UNKNOWN =
            Family.gauge("tamperwatch_posture_unknown", "1 when a posture check cannot say", "account", "check");

    private static final Family CHECKED_AT = Family.gauge(
            "tamperwatch_posture_checked_timestamp_seconds",
            "Unix time of the last look at an account's posture; 0 before the first",
            "account");

    private static final Family EXAMINATIONS = Family.counter(
            "tamperwatch_posture_examinations", "Looks at an account's posture by this process", "account", "result");

    /** How an attempt to look at an account ended. */
    enum Result {
        /** Every check has an answer. */
        COMPLETE,
        /** Some have not. */
        PARTIAL,
        /** What was seen could not be kept. */
        FAILED
    }

    /** @param account empty when there are too many to tell them apart */
    private record Series(String check, String account) {}

    private record Examined(String account, Result result) {}

    /** What the store said last, of what is not 0. */
    private record Known(Map<Series, Long> failing, Map<Series, Long> unknown) {}

    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final Set<String> zeroFilled = ConcurrentHashMap.newKeySet();
    private volatile Set<String> current = Set.of();
    private volatile boolean byAccount = true;
    private volatile Known known = new Known(Map.of(), Map.of());
    private final Values<String> checkedAt = new Values<>();
    private final Values<Examined> examinations = new Values<>();

    PostureMeters(Families families, Collection<String> accounts) {
        accounts(accounts);
        families.publish(FAILING, samples -> gauges(samples, known.failing()));
        families.publish(UNKNOWN, samples -> gauges(samples, known.unknown()));
        families.publish(
                CHECKED_AT, samples -> checkedAt.tell(zeroFilled.stream(), (account, at) -> samples.add(at, account)));
        families.publish(
                EXAMINATIONS,
                samples -> examinations.tell(
                        zeroFilled.stream().flatMap(PostureMeters::results),
                        (of, count) -> samples.add(count, of.account(), label(of.result()))));
    }

    /** These accounts are looked at now. Those that were before have nothing that fails any more. */
    synchronized void accounts(Collection<String> accounts) {
        current = Set.copyOf(accounts);
        begun.addAll(accounts);
        if (byAccount && 2L * PostureChecks.all().size() * begun.size() > MOST_SERIES) {
            LOG.warnf(
                    "posture series have no account label: with it there would be more than most=%d series",
                    MOST_SERIES);
            byAccount = false;
        }
        accounts.stream()
                .filter(account -> !zeroFilled.contains(account))
                .limit(ZeroFill.ACCOUNTS - zeroFilled.size())
                .forEach(zeroFilled::add);
    }

    /** Takes the gauges' values from the store, which is the truth about them. */
    void refresh(PostureStore store) {
        Map<Series, Long> failing = new HashMap<>();
        Map<Series, Long> unknown = new HashMap<>();
        Set<String> accounts = new HashSet<>();
        for (Standing standing : store.standings()) {
            if (!current.contains(standing.account())) {
                continue;
            }
            accounts.add(standing.account());
            Series series = new Series(standing.check(), standing.account());
            switch (standing.status()) {
                case FAIL -> failing.merge(series, (long) standing.offenderCount(), Long::sum);
                case UNKNOWN -> unknown.merge(series, 1L, Long::sum);
                case PASS -> {}
            }
        }
        known = new Known(failing, unknown);
        accounts.forEach(account -> checkedAt.set(
                account, store.checkedAt(account).map(Instant::getEpochSecond).orElse(0L)));
    }

    void examined(String account, Result result) {
        examinations.increment(new Examined(account, result));
    }

    private void gauges(Samples samples, Map<Series, Long> values) {
        Collection<String> each = byAccount ? begun : List.of("");
        Map<Series, Long> told = new HashMap<>();
        PostureChecks.all().forEach(check -> each.forEach(account -> told.put(new Series(check.id(), account), 0L)));
        values.forEach(
                (series, value) -> told.merge(byAccount ? series : new Series(series.check(), ""), value, Long::sum));
        told.forEach((series, value) -> samples.add(value, series.account(), series.check()));
    }

    private static Stream<Examined> results(String account) {
        return Arrays.stream(Result.values()).map(result -> new Examined(account, result));
    }

    private static String label(Result result) {
        return result.name().toLowerCase(Locale.ROOT);
    }
}
