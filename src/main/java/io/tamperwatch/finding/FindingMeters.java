package io.tamperwatch.finding;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.series.Families;
import io.tamperwatch.series.Family;
import io.tamperwatch.series.Samples;
import io.tamperwatch.series.Values;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static final Family TOTAL = Family.counter(
            "tamperwatch_findings", "Findings stored by this process", "account", "detection", "outcome", "severity");

    private static final Family OPEN = Family.gauge(
            "tamperwatch_findings_open",
            "Findings nobody has acknowledged or resolved yet",
            "account",
            "detection",
            "severity");

    private static final Family SUPPRESSIONS = Family.gauge(
            "tamperwatch_suppressions",
            "Suppressions that cover new findings, and those of them that expire within seven days",
            "state");

    /** @param account empty when there are too many to tell them apart */
    private record OpenSeries(String detection, Severity severity, String account) {}

    private record TotalSeries(OpenSeries of, Outcome outcome) {}

    /** What the store said last. */
    private record Known(Map<OpenSeries, Long> open, long quarantined, long suppressions, long expiring) {}

    private final List<Detection> detections;
    private final Set<String> dryRun;
    private final Values<TotalSeries> totals = new Values<>();
    private final LongAdder quarantines = new LongAdder();
    private volatile Set<String> accounts = Set.of();
    private volatile boolean byAccount = true;
    private volatile Known known = new Known(Map.of(), 0, 0, 0);
    private boolean answered;
    private volatile boolean unknown;

    public FindingMeters(Families families, Catalogue catalogue, Collection<String> accounts) {
        detections = catalogue.detections();
        dryRun =
                detections.stream().filter(Detection::dryRun).map(Detection::id).collect(Collectors.toSet());
        accounts(accounts);
        families.publish(TOTAL, this::totals);
        families.publish(OPEN, this::open);
        families.publish(SUPPRESSIONS, this::suppressions);
        families.publish(
                Family.counter("tamperwatch_quarantines", "Records that could not be read and were set aside"),
                samples -> samples.add((double) quarantines.sum()));
        families.publish(
                Family.gauge("tamperwatch_quarantined_records", "Records in quarantine"),
                samples -> samples.add((double) known.quarantined()));
    }

    /** These accounts are there now; what is counted of earlier ones stays. */
    public synchronized void accounts(Collection<String> names) {
        Set<String> all = new LinkedHashSet<>(accounts);
        all.addAll(names);
        long each = (long) detections.size() * Severity.values().length * Outcome.values().length;
        if (byAccount && each * all.size() > MOST_SERIES) {
            LOG.warnf(
                    "findings series have no account label: with it there would be more than most=%d series",
                    MOST_SERIES);
            byAccount = false;
        }
        accounts = all;
    }

    /** Values what a page brought. */
    public void stored(Stored stored) {
        stored.created().forEach(finding -> totals.increment(total(finding)));
        quarantines.add(stored.quarantined());
    }

    private static TotalSeries total(Finding finding) {
        return new TotalSeries(
                new OpenSeries(finding.detection(), finding.severity(), finding.account()), finding.outcome());
    }

    /**
     * Takes the gauges' values from the store, which is the truth about them; they keep what they last knew when it fails.
     *
     * @throws StoreUnavailable when the store does not answer
     */
    public synchronized void refresh(FindingStore store, Suppressions suppressions) {
        try {
            known = read(store, suppressions);
            answered = true;
            unknown = false;
        } catch (StoreUnavailable e) {
            unknown = !answered;
            throw e;
        }
    }

    private Known read(FindingStore store, Suppressions suppressions) {
        List<Suppression> active = suppressions.active();
        Map<OpenSeries, Long> open = new HashMap<>();
        for (OpenCount count : store.countOpen()) {
            if (!dryRun.contains(count.detection())) {
                open.merge(
                        new OpenSeries(count.detection(), count.severity(), count.account()), count.count(), Long::sum);
            }
        }
        long expiring = active.stream().filter(suppressions::expiresSoon).count();
        return new Known(open, store.countQuarantined(), active.size(), expiring);
    }

    private void totals(Samples samples) {
        Map<TotalSeries, Long> told = new HashMap<>();
        Stream<TotalSeries> all = series(detections.stream())
                .flatMap(of -> Arrays.stream(Outcome.values()).map(outcome -> new TotalSeries(of, outcome)));
        totals.tell(
                all,
                (series, count) ->
                        told.merge(new TotalSeries(labelled(series.of()), series.outcome()), count, Long::sum));
        told.forEach((series, count) -> samples.add(
                count,
                series.of().account(),
                series.of().detection(),
                series.outcome().label(),
                series.of().severity().label()));
    }

    private void open(Samples samples) {
        Map<OpenSeries, Long> told = new HashMap<>();
        series(detections.stream().filter(detection -> !detection.dryRun())).forEach(series -> told.put(series, 0L));
        known.open().forEach((series, count) -> told.merge(labelled(series), count, Long::sum));
        told.forEach((series, count) -> samples.add(
                unknown ? Double.NaN : count,
                series.account(),
                series.detection(),
                series.severity().label()));
    }

    private void suppressions(Samples samples) {
        samples.add((double) known.suppressions(), "active");
        samples.add((double) known.expiring(), "expiring");
    }

    private Stream<OpenSeries> series(Stream<Detection> of) {
        Collection<String> each = byAccount ? accounts : List.of("");
        return of.flatMap(detection -> each.stream()
                .flatMap(account -> Arrays.stream(Severity.values())
                        .map(severity -> new OpenSeries(detection.id(), severity, account))));
    }

    private OpenSeries labelled(OpenSeries series) {
        return byAccount ? series : new OpenSeries(series.detection(), series.severity(), "");
    }
}
