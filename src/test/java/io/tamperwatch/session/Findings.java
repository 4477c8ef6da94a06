package io.tamperwatch.session;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.event.Actor;
import io.tamperwatch.event.Provenance;
import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Origin;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.Status;
import io.tamperwatch.finding.Target;
import java.time.Instant;
import java.util.List;

/** Findings of calls made with temporary keys. */
final class Findings {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final String KEY = "ASIAFIRST";

    private Findings() {}

    static Finding byRole() {
        return of("production", new Actor("AssumedRole", null, "ops", null, KEY, null, null, null));
    }

    /** A user in the console, signed in ten minutes ago. */
    static Finding inConsole() {
        Provenance session =
                new Provenance(null, null, NOON.minusSeconds(600).toString(), null, null, null, null, null, null, null);
        return of(
                "production",
                new Actor(
                        "IAMUser",
                        "arn:aws:iam::111122223333:user/alice",
                        "alice",
                        null,
                        KEY,
                        true,
                        null,
                        null,
                        session));
    }

    static Finding of(String account, Actor actor) {
        return new Finding(
                "e1",
                account,
                "111122223333",
                "iam-signing-certificate-deleted",
                List.of("iam-signing-certificate-deleted"),
                "iam.amazonaws.com",
                "DeleteSigningCertificate",
                NOON,
                NOON.plusSeconds(120),
                "us-east-1",
                Outcome.SUCCEEDED,
                null,
                null,
                null,
                Severity.HIGH,
                Status.OPEN,
                Change.CHANGED,
                actor,
                new Origin(null, null, null),
                new Target("signing-certificate", null, null, null, null, null),
                List.of(),
                List.of(),
                List.of(new HistoryEntry(NOON.plusSeconds(120), "detected", null, null)),
                "null");
    }
}
