package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tamperwatch.deployment.Alerts;
import io.tamperwatch.emulator.AwsEmulator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an event in AWS to the one on call and back, through a real Prometheus and a real Alertmanager. */
class AlertingSystemIT {

    private static final String URL = "https://tamperwatch.example.com";

    @TempDir
    Path directory;

    @Test
    void anEventPagesOnceThroughARestartUntilItIsAcknowledged() {
        try (AwsEmulator aws = AwsEmulator.start(Clock.systemUTC());
                Pager pager = Pager.start();
                Monitoring monitoring = Monitoring.start(directory.resolve("monitoring"), Alerts.SOURCE, pager.url())) {
            aws.lookupRate(Double.POSITIVE_INFINITY);
            JsonNode paged;
            try (LaunchedService service = launch(aws)) {
                monitoring.scrape(service);
                service.until("scraped", () -> monitoring.scrapes(service) > 0);
                assertThat(pager.alerts()).isEmpty();
                aws.history().add(Records.number(0, Instant.now()), Instant.now());

                service.until("paged", () -> pager.hasBeenTold("firing"));
                paged = pager.alerts().getFirst();
                saysWhatWhereAndHow(paged, service.api().json("/api/v1/findings/" + Records.id(0)));
                assertThat(service.kill().exitCode()).isEqualTo(Ended.KILLED);
            }
            try (LaunchedService again = launch(aws)) {
                monitoring.scrape(again);
                // longer than a level is looked back on: whatever the old process said is over
                again.until("scraped", () -> monitoring.scrapes(again) > 8);
                isStillTheSame(paged, pager.alerts(), monitoring.alerts());

                assertThat(again.api()
                                .post("/api/v1/findings/" + Records.id(0) + "/acknowledge", "{\"note\": \"mine\"}")
                                .status())
                        .isEqualTo(200);

                again.until("resolved", () -> pager.hasBeenTold("resolved"));
                assertThat(pager.alerts().getLast().path("fingerprint")).isEqualTo(paged.path("fingerprint"));
                assertThat(pager.alerts()).hasSize(2);
            }
        }
    }

    private LaunchedService launch(AwsEmulator aws) {
        return Launch.watching(aws, directory)
                .set("tamperwatch.external-url", URL)
                .start();
    }

    private static void saysWhatWhereAndHow(JsonNode paged, JsonNode finding) {
        String severity = finding.path("severity").asText();

        assertThat(severity).isIn("critical", "high");
        assertThat(paged.path("labels")).isEqualTo(new Answer(200, "", """
            {"alertname": "TamperwatchFindingOpen", "account": "default", "job": "tamperwatch",
             "detection": "iam-signing-certificate-deleted", "severity": "%s"}
            """.formatted(severity)).json());
        assertThat(paged.at("/annotations/description").asText())
                .endsWith(URL + "/findings?status=open&severity=" + severity
                        + "&detection=iam-signing-certificate-deleted");
        assertThat(paged.at("/annotations/summary").asText())
                .isEqualTo("1 open %s finding(s) of iam-signing-certificate-deleted in account default"
                        .formatted(severity));
    }

    private static void isStillTheSame(JsonNode paged, List<JsonNode> told, JsonNode current) {
        assertThat(told).hasSize(1);
        assertThat(current).hasSize(1);
        assertThat(current.at("/0/fingerprint")).isEqualTo(paged.path("fingerprint"));
        assertThat(Instant.parse(current.at("/0/startsAt").asText()))
                .isEqualTo(Instant.parse(paged.path("startsAt").asText()));
    }
}
