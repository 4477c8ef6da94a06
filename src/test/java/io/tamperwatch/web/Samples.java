package io.tamperwatch.web;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.ComplianceReference;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Remedy;
import io.tamperwatch.catalogue.Routine;
import io.tamperwatch.catalogue.Scenario;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.catalogue.SignalCode;
import io.tamperwatch.catalogue.Technique;
import io.tamperwatch.event.Actor;
import io.tamperwatch.event.Denial;
import io.tamperwatch.event.PolicyType;
import io.tamperwatch.event.Provenance;
import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Fit;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Knowledge;
import io.tamperwatch.finding.Origin;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.QuarantinedRecord;
import io.tamperwatch.finding.ScenarioFit;
import io.tamperwatch.finding.SessionTrace;
import io.tamperwatch.finding.Signal;
import io.tamperwatch.finding.Status;
import io.tamperwatch.finding.Target;
import io.tamperwatch.watch.WatchReport;
import io.tamperwatch.watch.WatchReport.CatchUpReport;
import io.tamperwatch.watch.WatchReport.GapReport;
import io.tamperwatch.watch.WatchReport.PollReport;
import io.tamperwatch.watch.WatchReport.ReadingReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One of everything the API tells. */
final class Samples {

    static final Instant NINE = Instant.parse("2026-01-31T09:00:00Z");
    static final Instant TEN = Instant.parse("2026-01-31T10:00:00Z");

    static final Detection CERTIFICATE = new Detection(
            "certificate-gone",
            "Certificate deleted",
            "iam.amazonaws.com",
            List.of("DeleteSigningCertificate"),
            Detection.Scope.GLOBAL,
            true,
            false,
            false,
            false,
            Severity.HIGH,
            Severity.MEDIUM,
            Severity.LOW,
            "what",
            "why",
            "signing-certificate",
            Map.of("userName", "userName", "certificateId", "certificateId"),
            List.of(new Scenario(
                    "intruder",
                    "An intruder",
                    "Somebody else did it.",
                    List.of(SignalCode.NO_MFA),
                    List.of(SignalCode.EXPECTED_ACTOR))),
            List.of(new Remedy(
                    "certificate-undo",
                    "Upload it again",
                    Remedy.Purpose.UNDO,
                    "It works again.",
                    List.of("Open the console.", "Upload."),
                    "aws iam upload-signing-certificate",
                    "iam.upload_signing_certificate()")),
            Map.of("status", List.of("Inactive")),
            List.of(new Technique("T1531", "Account Access Removal")),
            List.of("UploadSigningCertificate"),
            List.of(new Routine(
                    "off-boarding",
                    "Off-boarding",
                    "The user goes too.",
                    List.of(),
                    List.of("DeleteUser"),
                    Set.of(Routine.Same.SESSION),
                    Duration.ofMinutes(15))),
            List.of(new ComplianceReference("Example 1.0", "1.2", "Keep certificates.")));

    static final Detection TRAIL = new Detection(
            "trail-stopped",
            "Trail stopped",
            "cloudtrail.amazonaws.com",
            List.of("StopLogging"),
            Detection.Scope.REGIONAL,
            false,
            true,
            true,
            true,
            Severity.CRITICAL,
            Severity.HIGH,
            Severity.INFO,
            "what",
            "why",
            "trail",
            Map.of(),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    static final Catalogue CATALOGUE = new Catalogue(List.of(CERTIFICATE, TRAIL));

    static final List<WatchReport> WATCHES = List.of(
            new WatchReport(
                    "production",
                    "111122223333",
                    "us-east-1",
                    "tamperwatch-0",
                    true,
                    NINE,
                    List.of(new ReadingReport(
                            "EventName",
                            "DeleteSigningCertificate",
                            List.of("DeleteSigningCertificate"),
                            true,
                            NINE,
                            new CatchUpReport("backfill", NINE, TEN, NINE.plusSeconds(900), 0.25))),
                    List.of(new GapReport("DeleteSigningCertificate", NINE, TEN, TEN.plusSeconds(1))),
                    new PollReport(NINE, TEN, "throttled", "Too many requests."),
                    17,
                    1.5),
            new WatchReport("staging", null, "eu-west-1", null, false, null, List.of(), List.of(), null, 0, 1));

    static final String RECORD = "{\"eventID\":\"e-1\", \"userAgent\":\"<script>\"}";

    private static final SessionTrace SESSION = new SessionTrace(
            SessionTrace.Result.TRACED,
            List.of(new SessionTrace.Link(
                    "ASIAEXAMPLE",
                    "e-0",
                    "sts.amazonaws.com",
                    "AssumeRole",
                    NINE.minusSeconds(60),
                    "eu-west-1",
                    new Actor("IAMUser", "arn:alice", "alice", "111122223333", "AKIAEXAMPLE", null, null, null),
                    "203.0.113.7",
                    "aws-cli/2 <script>",
                    "arn:aws:iam::111122223333:role/ops",
                    "Jan 31, 2026, 10:00:00 AM")),
            new SessionTrace.Activity(
                    NINE.minusSeconds(3600),
                    TEN,
                    3,
                    2,
                    false,
                    List.of(new SessionTrace.Deed(
                            "iam.amazonaws.com",
                            "ListUsers",
                            "us-east-1",
                            Outcome.DENIED,
                            "AccessDenied",
                            2,
                            NINE,
                            TEN))),
            "The session began with long-term credentials.",
            TEN,
            2,
            TEN.plusSeconds(60));

    private Samples() {}

    /** A finding with something in every member. */
    static Finding full() {
        return new Finding(
                        "e-1",
                        "production",
                        "111122223333",
                        "certificate-gone",
                        List.of("certificate-gone"),
                        "iam.amazonaws.com",
                        "DeleteSigningCertificate",
                        NINE,
                        NINE.plusMillis(252_345),
                        "us-east-1",
                        Outcome.DENIED,
                        "AccessDenied",
                        "not allowed",
                        new Denial(
                                "iam:DeleteSigningCertificate",
                                "arn:aws:sts::111122223333:assumed-role/ops/x",
                                "user alice",
                                PolicyType.SERVICE_CONTROL,
                                true),
                        Severity.MEDIUM,
                        Status.OPEN,
                        Change.NO_OP,
                        new Actor(
                                "AssumedRole",
                                "arn:aws:sts::111122223333:assumed-role/ops/x",
                                "ops",
                                "111122223333",
                                "ASIAEXAMPLE",
                                true,
                                "arn:aws:iam::111122223333:role/ops",
                                "cloudformation.amazonaws.com",
                                new Provenance(
                                        "alice@example.com",
                                        "x",
                                        "2026-01-31T08:02:11Z",
                                        "alice@example.com",
                                        "user-1",
                                        "arn:store",
                                        "arn:idp",
                                        "alice",
                                        "Role",
                                        true)),
                        new Origin("203.0.113.7", "aws-cli/2 \u001b[2J<script>", true),
                        new Target("signing-certificate", "alice", "CERT1", "arn:provider", "client", "other"),
                        List.of(new Signal("no-mfa", 10, "There was no MFA.")),
                        List.of(new ScenarioFit("intruder", "An intruder", Fit.LIKELY, "No MFA.")),
                        List.of(new HistoryEntry(NINE.plusMillis(252_345), "detected", null, null)),
                        RECORD)
                .knowing(Knowledge.NONE.with(SESSION));
    }

    /** A finding of which hardly anything is known. */
    static Finding bare(String id, Instant occurredAt) {
        return bare(id, occurredAt, "certificate-gone");
    }

    /** Of this detection. */
    static Finding of(String id, String detection) {
        return bare(id, NINE, detection);
    }

    private static Finding bare(String id, Instant occurredAt, String detection) {
        return new Finding(
                id,
                "production",
                null,
                detection,
                List.of(detection),
                "iam.amazonaws.com",
                "DeleteSigningCertificate",
                occurredAt,
                TEN,
                "us-east-1",
                Outcome.SUCCEEDED,
                null,
                null,
                null,
                Severity.HIGH,
                Status.OPEN,
                Change.UNKNOWN,
                new Actor("Unknown", null, null, null, null, null, null, null),
                new Origin(null, null, null),
                new Target("signing-certificate", null, null, null, null, null),
                List.of(),
                List.of(),
                List.of(),
                "null");
    }

    /** A finding whose session nobody has looked for. */
    static Finding untraced(String id, String accessKeyId, Severity severity) {
        Finding bare = bare(id, NINE);
        return new Finding(
                id,
                bare.account(),
                bare.accountId(),
                bare.detection(),
                bare.detections(),
                bare.eventSource(),
                bare.eventName(),
                bare.occurredAt(),
                bare.detectedAt(),
                bare.region(),
                bare.outcome(),
                null,
                null,
                null,
                severity,
                bare.status(),
                bare.change(),
                new Actor("AssumedRole", null, null, null, accessKeyId, null, null, null),
                bare.origin(),
                bare.target(),
                List.of(),
                List.of(),
                List.of(),
                "null");
    }

    static QuarantinedRecord unreadable() {
        return new QuarantinedRecord(
                "q-1", "production", "us-east-1", "DeleteSigningCertificate", "not JSON", TEN, "\"}rubbish");
    }
}
