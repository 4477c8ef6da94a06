package io.tamperwatch.finding;

import java.util.List;

/**
 * What one page of events amounts to; stored as a whole or not at all.
 *
 * @param context events that make no finding and are remembered to understand others, in the form of findings
 */
public record Intake(
        List<Finding> findings,
        List<Amendment> amendments,
        List<QuarantinedRecord> quarantined,
        List<Finding> context) {

    public Intake(List<Finding> findings, List<Amendment> amendments, List<QuarantinedRecord> quarantined) {
        this(findings, amendments, quarantined, List.of());
    }

    public Intake {
        findings = List.copyOf(findings);
        amendments = List.copyOf(amendments);
        quarantined = List.copyOf(quarantined);
        context = List.copyOf(context);
    }

    public boolean isEmpty() {
        return findings.isEmpty() && amendments.isEmpty() && quarantined.isEmpty() && context.isEmpty();
    }
}
