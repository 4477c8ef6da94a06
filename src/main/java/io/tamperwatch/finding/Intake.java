package io.tamperwatch.finding;

import java.util.List;

/** What one page of events amounts to; stored as a whole or not at all. */
public record Intake(List<Finding> findings, List<Amendment> amendments, List<QuarantinedRecord> quarantined) {

    public Intake {
        findings = List.copyOf(findings);
        amendments = List.copyOf(amendments);
        quarantined = List.copyOf(quarantined);
    }

    public boolean isEmpty() {
        return findings.isEmpty() && amendments.isEmpty() && quarantined.isEmpty();
    }
}
