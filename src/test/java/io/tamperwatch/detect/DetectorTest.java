package io.tamperwatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.ParseOutcome.Parsed;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorTest {

    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        ",succeeded",
        "'',succeeded",
        "AccessDenied,denied",
        "AccessDeniedException,denied",
        "UnauthorizedOperation,denied",
        "Client.UnauthorizedOperation,denied",
        "UnauthorizedAccess,denied",
        "NoSuchEntity,failed",
        "NoSuchEntityException,failed",
        "AccessDeniedMaybe,failed",
        "ThrottlingException,failed",
        "Client.InvalidParameter,failed",
    })
    void tellsRefusalsFromOtherErrors(@Nullable String errorCode, String outcome) {
        assertThat(Outcomes.of(errorCode).label()).isEqualTo(outcome);
    }

    @Test
    void takesTheAccountFromTheRecordBeforeTheOneItWasToldOf() {
        assertThat(accountId("\"recipientAccountId\": \"1\", \"userIdentity\": {\"accountId\": \"2\"}"))
                .isEqualTo("1");
        assertThat(accountId("\"recipientAccountId\": \"\", \"userIdentity\": {\"accountId\": \"2\"}"))
                .isEqualTo("2");
        assertThat(accountId("\"userIdentity\": {\"accountId\": \"\"}")).isEqualTo("3");
        assertThat(detect("\"readOnly\": false", null).orElseThrow().accountId())
                .isNull();
    }

    @Test
    void findsNothingForContext() {
        Detection detection = Catalogue.builtIn().detections().getFirst();
        Detection context = new Detection(
                detection.id(),
                detection.title(),
                detection.eventSource(),
                List.of("DeleteSigningCertificate"),
                detection.scope(),
                false,
                true,
                false,
                false,
                detection.severity(),
                detection.severityWhenDenied(),
                detection.severityWhenFailed(),
                detection.what(),
                detection.why(),
                detection.targetKind(),
                detection.targetFields(),
                detection.scenarios(),
                detection.remedies(),
                detection.onlyWhen(),
                detection.techniques(),
                detection.repairedBy(),
                detection.routines(),
                detection.compliance());

        Detector detector = new Detector(new Catalogue(List.of(context)));

        assertThat(detector.detect(record("\"readOnly\": false"), "production", null, NOW))
                .isEmpty();
    }

    @Test
    void doesNotAmendARecordWithItself() {
        Finding finding =
                detect("\"addendum\": {\"originalEventID\": \"e-1\"}", null).orElseThrow();

        assertThat(finding.id()).isEqualTo("e-1");
        assertThat(finding.outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    private static @Nullable String accountId(String members) {
        return detect(members, "3").orElseThrow().accountId();
    }

    private static Optional<Finding> detect(String members, @Nullable String accountId) {
        return TestingDetections.detector().detect(record(members), "production", accountId, NOW);
    }

    private static EventRecord record(String members) {
        return ((Parsed) new EventRecordParser().parse("""
                {"eventID": "e-1", "eventTime": "2026-01-31T09:15:00Z", "eventSource": "iam.amazonaws.com",
                 "eventName": "DeleteSigningCertificate", %s}""".formatted(members))).record();
    }
}
