package io.tamperwatch.scan;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.Finding;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which findings to show; an empty set does not filter. What is not shown is still read to understand the others.
 *
 * @param since earliest {@code occurredAt}, inclusive
 * @param until latest {@code occurredAt}, exclusive
 * @param detections ids of detections and names of events
 * @param accounts twelve digits each
 */
public record ScanFilter(
        @Nullable Instant since,
        @Nullable Instant until,
        Set<String> detections,
        Set<String> accounts,
        Severity minSeverity) {

    public static final ScanFilter NONE = new ScanFilter(null, null, Set.of(), Set.of(), Severity.INFO);

    public ScanFilter {
        detections = Set.copyOf(detections);
        accounts = Set.copyOf(accounts);
    }

    /** Whether a finding may be shown, before it is known how grave it is. */
    boolean mayShow(Finding finding) {
        return (since == null || !finding.occurredAt().isBefore(since))
                && (until == null || finding.occurredAt().isBefore(until))
                && (accounts.isEmpty() || accounts.contains(finding.account()))
                && (detections.isEmpty()
                        || detections.contains(finding.eventName())
                        || finding.detections().stream().anyMatch(detections::contains));
    }

    /** Whether an assessed finding is shown. */
    boolean shows(Finding finding) {
        return mayShow(finding) && finding.severity().compareTo(minSeverity) <= 0;
    }
}
