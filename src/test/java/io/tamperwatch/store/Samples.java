package io.tamperwatch.store;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.event.Actor;
import io.tamperwatch.event.Denial;
import io.tamperwatch.event.PolicyType;
import io.tamperwatch.event.Provenance;
import io.tamperwatch.finding.Amendment;
import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Fit;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Intake;
import io.tamperwatch.finding.Origin;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.QuarantinedRecord;
import io.tamperwatch.finding.ScenarioFit;
import io.tamperwatch.finding.Signal;
import io.tamperwatch.finding.Status;
import io.tamperwatch.finding.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings as the detector would make them. */
final class Samples {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final String ACCOUNT_ID = "111122223333";

    private Samples() {}

    /** What varies; everything else of a finding follows from it. */
    record Sample(
            String id,
            String account,
            @Nullable String accountId,
            Instant occurredAt,
            String eventName,
            Severity severity,
            Status status,
            String actorName,
            String record) {

        Sample account(String name, @Nullable String id) {
            return new Sample(this.id, name, id, occurredAt, eventName, severity, status, actorName, record);
        }

        Sample at(Instant time) {
            return new Sample(id, account, accountId, time, eventName, severity, status, actorName, record);
        }

        Sample event(String name) {
            return new Sample(id, account, accountId, occurredAt, name, severity, status, actorName, record);
        }

        Sample severity(Severity other) {
            return new Sample(id, account, accountId, occurredAt, eventName, other, status, actorName, record);
        }

        Sample status(Status other) {
            return new Sample(id, account, accountId, occurredAt, eventName, severity, other, actorName, record);
        }

        Sample actor(String name) {
            return new Sample(id, account, accountId, occurredAt, eventName, severity, status, name, record);
        }

        Sample record(String text) {
            return new Sample(id, account, accountId, occurredAt, eventName, severity, status, actorName, text);
        }

        Finding finding() {
            return new Finding(
                    id,
                    account,
                    accountId,
                    detection(),
                    List.of(detection(), "second"),
                    "iam.amazonaws.com",
                    eventName,
                    occurredAt,
                    NOON.plusSeconds(300),
                    "us-east-1",
                    Outcome.DENIED,
                    "AccessDenied",
                    null,
                    new Denial(
                            "iam:" + eventName,
                            "arn:aws:iam::111122223333:user/" + actorName,
                            "user bob",
                            PolicyType.PERMISSIONS_BOUNDARY,
                            false),
                    severity,
                    status,
                    Change.NO_OP,
                    new Actor(
                            "IAMUser",
                            "arn:aws:iam::111122223333:user/" + actorName,
                            actorName,
                            ACCOUNT_ID,
                            null,
                            true,
                            null,
                            null,
                            new Provenance("p", "n", "s", "i", "o", "a", "r", "j", "Role", true)),
                    new Origin("192.0.2.7", "aws-cli/2", false),
                    new Target("signing-certificate", "bob", "CERT" + id, null, null, "KEY" + id),
                    List.of(new Signal("new-actor", 10, "never seen before")),
                    List.of(new ScenarioFit("stolen", "Unauthorised deletion", Fit.POSSIBLE, "no MFA")),
                    List.of(new HistoryEntry(NOON.plusSeconds(300), "detected", null, null)),
                    record);
        }

        Finding finding(List<HistoryEntry> history) {
            return with(finding(), history, record);
        }

        private String detection() {
            return eventName.equals("DeleteSigningCertificate") ? "signing-certificate-deleted" : "client-id-removed";
        }
    }

    static Sample sample(String id) {
        return new Sample(
                id,
                "prod",
                ACCOUNT_ID,
                NOON,
                "DeleteSigningCertificate",
                Severity.HIGH,
                Status.OPEN,
                "alice",
                "{\"eventID\":\"" + id + "\"}");
    }

    static Finding finding(String id) {
        return sample(id).finding();
    }

    static QuarantinedRecord quarantined(String id, Instant at) {
        return new QuarantinedRecord(id, "prod", "us-east-1", null, "no JSON", at, "{broken \u0000");
    }

    static Intake findings(Finding... findings) {
        return new Intake(List.of(findings), List.of(), List.of());
    }

    static Intake amendments(Amendment... amendments) {
        return new Intake(List.of(), List.of(amendments), List.of());
    }

    static Intake unreadable(QuarantinedRecord... records) {
        return new Intake(List.of(), List.of(), List.of(records));
    }

    /** The finding as a list shows it. */
    static Finding listed(Finding finding) {
        return with(finding, finding.history(), "null");
    }

    static Finding with(Finding f, List<HistoryEntry> history, String record) {
        return with(f, f.actor(), history, record);
    }

    /** The same, done by somebody else. */
    static Finding with(Finding f, Actor actor) {
        return with(f, actor, f.history(), f.record());
    }

    private static Finding with(Finding f, Actor actor, List<HistoryEntry> history, String record) {
        return with(f, actor, f.outcome(), history, record);
    }

    /** The same, and AWS did what was asked. */
    static Finding succeeded(Finding f) {
        return with(f, f.actor(), Outcome.SUCCEEDED, f.history(), f.record());
    }

    private static Finding with(Finding f, Actor actor, Outcome outcome, List<HistoryEntry> history, String record) {
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
                outcome,
                f.errorCode(),
                f.errorMessage(),
                f.denial(),
                f.severity(),
                f.status(),
                f.change(),
                actor,
                f.origin(),
                f.target(),
                f.signals(),
                f.scenarios(),
                history,
                record);
    }
}
