package io.tamperwatch.store;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Target;

/** Findings that differ in what they were aimed at. */
final class Targets {

    private Targets() {}

    static Finding with(Finding f, Target target) {
        return new Finding(
                f.id(),
                f.account(),
                f.accountId(),
                f.detection(),
                f.detections(),
                f.eventSource(),
                f.eventName(),
                f.occurredAt(),
                f.detectedAt(),
                f.region(),
                f.outcome(),
                f.errorCode(),
                f.errorMessage(),
                f.denial(),
                f.severity(),
                f.status(),
                f.change(),
                f.actor(),
                f.origin(),
                target,
                f.signals(),
                f.scenarios(),
                f.history(),
                f.record());
    }
}
