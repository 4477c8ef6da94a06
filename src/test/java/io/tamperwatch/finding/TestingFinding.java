package io.tamperwatch.finding;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.event.Actor;
import java.time.Instant;
import java.util.List;

/** A deleted signing certificate in the account {@code default}. */
final class TestingFinding {

    static final Instant AT = Instant.parse("2026-03-10T12:00:00Z");

    private TestingFinding() {}

    static Finding of(String eventId, String actor) {
        return new Finding(
                eventId,
                "default",
                "111122223333",
                "iam-signing-certificate-deleted",
                List.of("iam-signing-certificate-deleted"),
                "iam.amazonaws.com",
                "DeleteSigningCertificate",
                AT,
                AT,
                "us-east-1",
                Outcome.SUCCEEDED,
                null,
                null,
                null,
                Severity.HIGH,
                Status.OPEN,
                Change.CHANGED,
                new Actor("IAMUser", null, actor, null, null, null, null, null),
                new Origin("192.0.2.7", null, false),
                new Target("signing-certificate", null, null, null, null, null),
                List.of(),
                List.of(),
                List.of(),
                "{}");
    }
}
