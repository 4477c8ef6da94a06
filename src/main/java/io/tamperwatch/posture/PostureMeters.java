package io.tamperwatch.posture;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tamperwatch.account.ZeroFill;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** The meters of posture. Every series exists from the first scrape on, as long as there are not too many accounts ({@link ZeroFill}). */
final class PostureMeters {

    private static final Logger LOG = Logger.getLogger(PostureMeters.class);

    /** Series beyond which the account label is dropped. */
    static final int MOST_SERIES = 20_000;

    private static final String FAILING = "tamperwatch.posture.failing";
    private static final String UNKNOWN = "tamperwatch.posture.unknown";

    /** How an attempt to look at an account ended. */
    enum Result {
        /** Every check has an answer. */
        COMPLETE,
        /** Some have not. */
        PARTIAL,
        /** What was seen could not be kept. */
        FAILED
    }

    private record Series(String check, String account) {}

    private final MeterRegistry registry;
    private final Set<String> begun = new HashSet<>();
    private final Set<String> zeroFilled = new HashSet<>();
    private volatile Set<String> current = Set.of();
    private volatile boolean byAccount = true;
    private final Map<Series, AtomicLong> failing = new ConcurrentHashMap<>();
    private final Map<Series, AtomicLong> unknown = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> checkedAt = new ConcurrentHashMap<>();

    PostureMeters(MeterRegistry registry, Collection<String> accounts) {
        this.registry = registry;
        accounts(accounts);
    }

    /** These accounts are looked at now. Those that were before have nothing that fails any more. */
    synchronized void accounts(Collection<String> accounts) {
        current = Set.copyOf(accounts);
        List<String> fresh = accounts.stream().filter(begun::add).toList();
        if (byAccount && 2L * PostureChecks.all().size() * begun.size() > MOST_SERIES) {
            LOG.warnf(
                    "posture series have no account label: with it there would be more than most=%d series",
                    MOST_SERIES);
            List.of(FAILING, UNKNOWN)
                    .forEach(name -> registry.find(name).gauges().forEach(registry::remove));
            failing.clear();
            unknown.clear();
            byAccount = false;
        }
        fresh.forEach(this::begin);
    }

    private void begin(String account) {
        PostureChecks.all().forEach(check -> begin(series(check.id(), account)));
        if (zeroFilled.size() < ZeroFill.ACCOUNTS) {
            zeroFilled.add(account);
            for (Result result : Result.values()) {
                examinations(account, result);
            }
            checked(account);
        }
    }

    /** Takes the gauges' values from the store, which is the truth about them. */
    void refresh(PostureStore store) {
        Map<Series, Long> fail = new HashMap<>();
        Map<Series, Long> open = new HashMap<>();
        List<Standing> standings = store.standings();
        for (Standing standing : standings) {
            if (!current.contains(standing.account())) {
                continue;
            }
            Series series = series(standing.check(), standing.account());
            switch (standing.status()) {
                case FAIL -> fail.merge(series, (long) standing.offenderCount(), Long::sum);
                case UNKNOWN -> open.merge(series, 1L, Long::sum);
                case PASS -> {}
            }
        }
        failing.forEach((series, value) -> value.set(fail.getOrDefault(series, 0L)));
        unknown.forEach((series, value) -> value.set(open.getOrDefault(series, 0L)));
        for (String account : standings.stream()
                .map(Standing::account)
                .filter(current::contains)
                .distinct()
                .toList()) {
            checked(account)
                    .set(store.checkedAt(account).map(Instant::getEpochSecond).orElse(0L));
        }
    }

    void examined(String account, Result result) {
        examinations(account, result).increment();
    }

    private Series series(String check, String account) {
        return new Series(check, byAccount ? account : "");
    }

    private void begin(Series series) {
        gauge(FAILING, "What a posture check fails for, 0 when it passes", failing, series);
        gauge(UNKNOWN, "1 when a posture check cannot say", unknown, series);
    }

    private void gauge(String name, String description, Map<Series, AtomicLong> all, Series series) {
        all.computeIfAbsent(series, added -> {
            AtomicLong value = new AtomicLong();
            Tags tags = Tags.of("check", added.check());
            Gauge.builder(name, value, AtomicLong::get)
                    .description(description)
                    .tags(byAccount ? tags.and("account", added.account()) : tags)
                    .register(registry);
            return value;
        });
    }

    private AtomicLong checked(String account) {
        return checkedAt.computeIfAbsent(account, fresh -> {
            AtomicLong value = new AtomicLong();
            Gauge.builder("tamperwatch.posture.checked.timestamp.seconds", value, AtomicLong::get)
                    .description("Unix time of the last look at an account's posture; 0 before the first")
                    .tag("account", fresh)
                    .strongReference(true)
                    .register(registry);
            return value;
        });
    }

    private Counter examinations(String account, Result result) {
        return Counter.builder("tamperwatch.posture.examinations")
                .description("Looks at an account's posture by this process")
                .tag("account", account)
                .tag("result", result.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
