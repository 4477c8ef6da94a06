package io.tamperwatch.export;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.event.Actor;
import io.tamperwatch.event.Provenance;
import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Fit;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Origin;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.ScenarioFit;
import io.tamperwatch.finding.Signal;
import io.tamperwatch.finding.Status;
import io.tamperwatch.finding.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings to write down. */
final class ExportSamples {

    static final Catalogue CATALOGUE = Catalogue.builtIn();
    static final Instant NINE = Instant.parse("2026-01-31T09:00:00Z");
    static final Instant DETECTED = Instant.parse("2026-01-31T09:04:12.345Z");
    static final Instant TEN = Instant.parse("2026-01-31T10:00:00Z");

    /** All of what might be taken for something else than text: markup, a formula, quotes, a header, a terminal's orders. */
    static final String PAYLOAD = "=cmd|' /C calc'!A0\"><script>alert(1)</script>\r\nSet-Cookie: a=b\r\n\r\n@x\t+1,;-2"
            + "\u001b[2J\u009b31m\u202e\u2028{\"a\":1}\n\ud83d\ude00\u0000\ud800";

    private ExportSamples() {}

    static Finding plain() {
        return finding(
                "certificate-gone",
                Status.ACKNOWLEDGED,
                Severity.HIGH,
                new Actor(
                        "IAMUser",
                        "arn:aws:iam::111122223333:user/alice",
                        "alice",
                        "111122223333",
                        "AKIAEXAMPLE",
                        true,
                        null,
                        null),
                new Origin("203.0.113.7", "aws-cli/2", false),
                new Target("signing-certificate", "bob", "CERT1", null, null, null),
                "not allowed",
                "mine");
    }

    /** Of a detection of the built-in catalogue. */
    static Finding of(String detection, Severity severity, Status status) {
        Finding plain = plain();
        return finding(
                detection, status, severity, plain.actor(), plain.origin(), plain.target(), "not allowed", "mine");
    }

    /** A finding of which hardly anything is known. */
    static Finding bare() {
        Actor nobody = new Actor("Unknown", null, null, null, null, null, null, null);
        Origin nowhere = new Origin(null, null, null);
        Target nothing = new Target("trail", null, null, null, null, null);
        return new Finding(
                "e-2",
                "production",
                null,
                "retired",
                List.of("retired"),
                "cloudtrail.amazonaws.com",
                "StopLogging",
                NINE,
                DETECTED,
                "cn-north-1",
                Outcome.SUCCEEDED,
                null,
                null,
                null,
                Severity.INFO,
                Status.OPEN,
                Change.UNKNOWN,
                nobody,
                nowhere,
                nothing,
                List.of(),
                List.of(),
                List.of(),
                "null");
    }

    /** A finding all of whose text somebody hostile has chosen. */
    static Finding hostile() {
        return finding(
                "iam-signing-certificate-deleted",
                Status.RESOLVED,
                Severity.CRITICAL,
                new Actor(
                        PAYLOAD,
                        PAYLOAD,
                        PAYLOAD,
                        PAYLOAD,
                        PAYLOAD,
                        null,
                        PAYLOAD,
                        PAYLOAD,
                        new Provenance(
                                PAYLOAD, PAYLOAD, PAYLOAD, PAYLOAD, PAYLOAD, PAYLOAD, PAYLOAD, PAYLOAD, PAYLOAD, true)),
                new Origin(PAYLOAD, PAYLOAD, null),
                new Target(PAYLOAD, PAYLOAD, PAYLOAD, PAYLOAD, PAYLOAD, PAYLOAD),
                PAYLOAD,
                PAYLOAD);
    }

    private static Finding finding(
            String detection,
            Status status,
            Severity severity,
            Actor actor,
            Origin origin,
            Target target,
            @Nullable String errorMessage,
            String note) {
        return new Finding(
                "e-1",
                "production",
                "111122223333",
                detection,
                List.of(detection),
                "iam.amazonaws.com",
                "DeleteSigningCertificate",
                NINE,
                DETECTED,
                "us-east-1",
                Outcome.DENIED,
                "AccessDenied",
                errorMessage,
                null,
                severity,
                status,
                Change.NO_OP,
                actor,
                origin,
                target,
                List.of(new Signal("no-mfa", 10, "There was no MFA.")),
                List.of(new ScenarioFit("intruder", "An intruder", Fit.LIKELY, "No MFA.")),
                List.of(
                        new HistoryEntry(DETECTED, "detected", null, null),
                        new HistoryEntry(TEN, "acknowledged", "ruth", note)),
                "null");
    }
}
