package io.tamperwatch.web.pages;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.event.Actor;
import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Fit;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Impact;
import io.tamperwatch.finding.Knowledge;
import io.tamperwatch.finding.Origin;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.ScenarioFit;
import io.tamperwatch.finding.Signal;
import io.tamperwatch.finding.Status;
import io.tamperwatch.finding.Target;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Findings for the tests of what pages tell. */
final class Affected {

    static final Instant AT = Instant.parse("2026-03-10T03:00:00Z");
    static final Instant NOW = AT.plusSeconds(600);
    static final String PROVIDER = "arn:aws:iam::111122223333:oidc-provider/login.example.com";

    private Affected() {}

    static Finding removal(Impact.@Nullable BlastRadius radius) {
        return about(
                "RemoveClientIDFromOpenIDConnectProvider",
                "iam-oidc-client-id-removed",
                new Target("oidc-client-id", null, null, PROVIDER, "reports", null),
                impact("The provider had the client ID before.", null, radius));
    }

    static Finding deletion(Impact.@Nullable LostCertificate lost) {
        return about(
                "DeleteSigningCertificate",
                "iam-signing-certificate-deleted",
                new Target("signing-certificate", "payments", "CERT1", null, null, null),
                impact("The call succeeds only when there is something to do.", lost, null));
    }

    static Finding about(String event, String detection, Target target, @Nullable Impact impact) {
        Finding finding = new Finding(
                "e-1",
                "production",
                "111122223333",
                detection,
                List.of(detection),
                "iam.amazonaws.com",
                event,
                AT,
                AT.plusSeconds(90),
                "us-east-1",
                Outcome.SUCCEEDED,
                null,
                null,
                null,
                Severity.CRITICAL,
                Status.OPEN,
                impact == null ? Change.UNKNOWN : Change.CHANGED,
                new Actor(
                        "IAMUser",
                        "arn:aws:iam::111122223333:user/erin",
                        "erin",
                        "111122223333",
                        "AKIAEXAMPLE",
                        false,
                        null,
                        null),
                new Origin("203.0.113.7", "aws-cli/2.31.0", false),
                target,
                List.of(new Signal("no-mfa", 20, "There was no MFA.")),
                List.of(new ScenarioFit("intruder", "An intruder", Fit.LIKELY, "There was no MFA.")),
                List.of(new HistoryEntry(AT.plusSeconds(90), "detected", null, null)),
                "{\"eventName\":\"" + event + "\"}");
        return impact == null ? finding : finding.knowing(Knowledge.NONE.with(impact));
    }

    /** In which whoever made the call wrote all there is to write. */
    static Finding heavy(String text, Impact.BlastRadius radius) {
        return new Finding(
                        "e-1",
                        "production",
                        "111122223333",
                        "iam-oidc-client-id-removed",
                        List.of("iam-oidc-client-id-removed"),
                        "iam.amazonaws.com",
                        "RemoveClientIDFromOpenIDConnectProvider",
                        AT,
                        AT,
                        "us-east-1",
                        Outcome.SUCCEEDED,
                        text,
                        text,
                        null,
                        Severity.CRITICAL,
                        Status.OPEN,
                        Change.CHANGED,
                        new Actor("IAMUser", text, text, "111122223333", text, false, text, text),
                        new Origin(text, text, false),
                        new Target("oidc-client-id", text, text, text, text, text),
                        Collections.nCopies(8, new Signal("no-mfa", 20, text)),
                        Collections.nCopies(4, new ScenarioFit("intruder", "An intruder", Fit.LIKELY, text)),
                        List.of(new HistoryEntry(AT, "detected", null, null)),
                        "{\"userAgent\":\"" + text.replace("\"", "").repeat(900) + "\"}")
                .knowing(Knowledge.NONE.with(impact(text, null, radius)));
    }

    private static Impact impact(
            String why, Impact.@Nullable LostCertificate lost, Impact.@Nullable BlastRadius radius) {
        return new Impact(
                why, AT.minusSeconds(7200), AT.plusSeconds(120), lost, radius, List.of(), AT.plusSeconds(130), 1);
    }

    static Impact.LostCertificate lost(Impact.Verdict verdict, String why) {
        return new Impact.LostCertificate(
                verdict,
                Impact.Owner.USER,
                "payments",
                AT.minusSeconds(86_400 * 200L),
                AT.plusSeconds(86_400 * 165L),
                verdict == Impact.Verdict.NOT_LAST ? 1 : 0,
                3,
                true,
                why);
    }

    /** Of which nobody knows whether anybody used them. */
    static Impact.BlastRadius configured(int roles) {
        return new Impact.BlastRadius(
                roles + 1,
                roles,
                1,
                null,
                null,
                null,
                IntStream.range(0, Math.min(roles, Impact.BlastRadius.MOST_ROLES))
                        .mapToObj(number -> role("role-" + number, number == 0, null, null, 0))
                        .toList(),
                "as counted");
    }

    /** One broken, one in use, one that nobody has used lately. */
    static Impact.BlastRadius threeRings() {
        return new Impact.BlastRadius(
                5,
                3,
                2,
                2,
                new Impact.Usage(
                        List.of("eu-west-1", "us-east-1"), AT.minusSeconds(86_400), AT, 0.4, 1, 312, 0, "Told."),
                1,
                List.of(
                        role("support", false, AT.minusSeconds(3600), AT.minusSeconds(4000), 0),
                        role("idle", true, null, null, 0),
                        role("checkout", true, AT.minusSeconds(60), null, 4)),
                "as counted");
    }

    static Impact.Role role(
            String name, boolean lockedOut, @Nullable Instant lastUsedAt, @Nullable Instant lastSeenAt, int failures) {
        return new Impact.Role(
                "arn:aws:iam::111122223333:role/" + name,
                name,
                lockedOut ? "accepts" : "may-accept",
                "exact",
                "pattern",
                List.of("app-*"),
                List.of(),
                "Accepts this client ID and no other. Only subjects like app-*.",
                lockedOut,
                lastUsedAt,
                lastUsedAt == null ? null : "eu-west-1",
                lastSeenAt == null ? List.of() : List.of("app-1"),
                lastSeenAt,
                failures);
    }
}
