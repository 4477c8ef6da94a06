package io.tamperwatch.finding;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Severity;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The meters of findings. Every series of every watched detection and account exists from the first scrape on, so that
 * an alert sees the first finding as a change from 0. Where the store refuses from the start, how many
 * are open is not a number: a 0 would end the alerts of whoever starts while the database is away. Findings of a detection in dry run are counted as they come but are
 * not among the open ones, which is what alerts are made of.
 */
public final class FindingMeters {

    private static final Logger LOG = Logger.getLogger(FindingMeters.class);

    /** Series beyond which the account label is dropped. */
    static final int MOST_SERIES = 20_000;

    private static final String TOTAL = "tamperwatch.findings";
    private static final String OPEN = "tamperwatch.findings.open";
    private static final String ACCOUNT = "account";

    private record OpenSeries(String detection, Severity severity, String account) {}

    private final MeterRegistry registry;
    private final List<Detection> detections;
    private final Set<String> accounts = new LinkedHashSet<>();
    private volatile boolean byAccount = true;
    private final Set<String> dryRun;
    private final Map<OpenSeries, AtomicLong> open = new ConcurrentHashMap<>();
    private final AtomicLong quarantined = new AtomicLong();
    private final AtomicLong activeSuppressions = new AtomicLong();
    private final AtomicLong expiringSuppressions = new AtomicLong();
    private final Counter quarantines;
    private boolean answered;
    private volatile boolean unknown;

    public FindingMeters(MeterRegistry registry, Catalogue catalogue, Collection<String> accounts) {
        this.registry = registry;
        dryRun = catalogue.detections().stream()
                .filter(Detection::dryRun)
                .map(Detection::id)
                .collect(Collectors.toSet());
        detections = catalogue.detections();
        quarantines = Counter.builder("tamperwatch.quarantines")
                .description("Records that could not be read and were set aside")
                .register(registry);
        Gauge.builder("tamperwatch.quarantined.records", quarantined, AtomicLong::get)
                .description("Records in quarantine")
                .register(registry);
        suppressions(registry, "active", activeSuppressions);
        suppressions(registry, "expiring", expiringSuppressions);
        accounts(accounts);
    }

    /** These accounts are there now; what is counted of earlier ones stays. */
    public synchronized void accounts(Collection<String> names) {
        List<String> fresh =
                names.stream().filter(name -> !accounts.contains(name)).toList();
        accounts.addAll(fresh);
        long each = (long) detections.size() * Severity.values().length * Outcome.values().length;
        if (byAccount && each * accounts.size() > MOST_SERIES) {
            dropAccounts();
        }
        fresh.forEach(account -> detections.forEach(detection -> begin(detection, account)));
    }

    /** What was counted so far goes on under the series without the label. */
    private void dropAccounts() {
        LOG.warnf(
                "findings series have no account label: with it there would be more than most=%d series", MOST_SERIES);
        Map<OpenSeries, Long> still = new HashMap<>();
        open.forEach((series, value) ->
                still.merge(new OpenSeries(series.detection(), series.severity(), ""), value.get(), Long::sum));
        List<Counter> counted = List.copyOf(registry.find(TOTAL).counters());
        counted.forEach(registry::remove);
        registry.find(OPEN).gauges().forEach(registry::remove);
        open.clear();
        byAccount = false;
        still.keySet().forEach(this::gauge);
        open.forEach((series, value) -> value.set(still.getOrDefault(series, 0L)));
        for (Counter counter : counted) {
            Meter.Id id = counter.getId();
            Tags tags = Tags.of(id.getTags().stream()
                    .filter(tag -> !tag.getKey().equals(ACCOUNT))
                    .toList());
            total(tags).increment(counter.count());
        }
    }

    private static void suppressions(MeterRegistry registry, String state, AtomicLong count) {
        Gauge.builder("tamperwatch.suppressions", count, AtomicLong::get)
                .description("Suppressions that cover new findings, and those of them that expire within seven days")
                .tag("state", state)
                .register(registry);
    }

    /** Counts what a page brought. */
    public synchronized void stored(Stored stored) {
        stored.created()
                .forEach(finding -> total(finding.detection(), finding.severity(), finding.account(), finding.outcome())
                        .increment());
        quarantines.increment(stored.quarantined());
    }

    /**
     * Takes the gauges' values from the store, which is the truth about them; they keep what they last knew when it fails.
     *
     * @throws StoreUnavailable when the store does not answer
     */
    public synchronized void refresh(FindingStore store, Suppressions suppressions) {
        try {
            read(store, suppressions);
            answered = true;
            unknown = false;
        } catch (StoreUnavailable e) {
            unknown = !answered;
            throw e;
        }
    }

    private void read(FindingStore store, Suppressions suppressions) {
        List<Suppression> active = suppressions.active();
        activeSuppressions.set(active.size());
        expiringSuppressions.set(
                active.stream().filter(suppressions::expiresSoon).count());
        Map<OpenSeries, Long> counts = new HashMap<>();
        for (OpenCount count : store.countOpen()) {
            if (dryRun.contains(count.detection())) {
                continue;
            }
            counts.merge(series(count.detection(), count.severity(), count.account()), count.count(), Long::sum);
        }
        counts.keySet().forEach(this::gauge);
        open.forEach((series, value) -> value.set(counts.getOrDefault(series, 0L)));
        quarantined.set(store.countQuarantined());
    }

    private void begin(Detection detection, String account) {
        for (Severity severity : Severity.values()) {
            if (!detection.dryRun()) {
                gauge(series(detection.id(), severity, account));
            }
            for (Outcome outcome : Outcome.values()) {
                total(detection.id(), severity, account, outcome);
            }
        }
    }

    private OpenSeries series(String detection, Severity severity, String account) {
        return new OpenSeries(detection, severity, byAccount ? account : "");
    }

    private Counter total(String detection, Severity severity, String account, Outcome outcome) {
        return total(tags(series(detection, severity, account)).and("outcome", outcome.label()));
    }

    private Counter total(Tags tags) {
        return Counter.builder(TOTAL)
                .description("Findings stored by this process")
                .tags(tags)
                .register(registry);
    }

    private void gauge(OpenSeries series) {
        open.computeIfAbsent(series, added -> {
            AtomicLong value = new AtomicLong();
            Gauge.builder(OPEN, value, count -> unknown ? Double.NaN : count.get())
                    .description("Findings nobody has acknowledged or resolved yet")
                    .tags(tags(added))
                    .register(registry);
            return value;
        });
    }

    private Tags tags(OpenSeries series) {
        Tags tags = Tags.of(
                "detection", series.detection(), "severity", series.severity().label());
        return byAccount ? tags.and(ACCOUNT, series.account()) : tags;
    }
}
