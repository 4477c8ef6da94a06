package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tamperwatch.emulator.AwsEmulator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody has done with a finding stays done: in the list, in the metrics, over a restart. */
class FindingLifeIT {

    @TempDir
    Path directory;

    private final AwsEmulator aws = AwsEmulator.start(Clock.systemUTC());

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void whatIsAcknowledgedStaysSo() {
        happen(1);
        String path = "/api/v1/findings/" + Records.id(1);
        try (LaunchedService service = Launch.watching(aws, directory).start()) {
            service.until("found", () -> open(service) == 1);
            Answer answer = service.api().post(path + "/acknowledge", "{\"note\":\"mine\"}");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            service.until("not open any more", () -> open(service) == 0);
            assertThat(service.kill().exitCode()).isEqualTo(Ended.KILLED);
        }
        try (LaunchedService service = Launch.watching(aws, directory).start()) {
            service.awaitPolls(2);
            JsonNode finding = service.api().json(path);
            assertThat(finding.path("status").asText()).isEqualTo("acknowledged");
            assertThat(finding.at("/history/1/what").asText()).isEqualTo("acknowledged");
            assertThat(finding.at("/history/1/who").asText()).isEqualTo("anybody");
            assertThat(finding.at("/history/1/note").asText()).isEqualTo("mine");
            assertThat(open(service)).isZero();
        }
    }

    @Test
    void whatIsExpectedArrivesSuppressedAndIsCounted() {
        happen(1);
        try (LaunchedService service = Launch.watching(aws, directory).start()) {
            service.until("found", () -> open(service) == 1);
            JsonNode first = service.api().json("/api/v1/findings/" + Records.id(1));
            String arn = first.at("/actor/arn").asText();
            Answer made = service.api()
                    .post(
                            "/api/v1/suppressions",
                            "{\"actor\":\"%s\",\"reason\":\"planned\",\"expiresAt\":\"%s\"}"
                                    .formatted(arn, Instant.now().plusSeconds(86_400)));
            assertThat(made.status()).as(made.toString()).isEqualTo(201);
            happen(2);
            service.until("the second is there", () -> service.api().findings().size() == 2);
            assertThat(service.api().findings())
                    .allSatisfy(finding ->
                            assertThat(finding.path("status").asText()).isEqualTo("suppressed"));
            service.until(
                    "counted",
                    () -> open(service) == 0
                            && service.metrics().sum("tamperwatch_suppressions", "state", "expiring") == 1);
            assertThat(service.metrics().sum("tamperwatch_findings_total")).isEqualTo(2);
        }
    }

    private static double open(LaunchedService service) {
        return service.metrics().sum("tamperwatch_findings_open");
    }

    private void happen(int number) {
        aws.history().add(Records.number(number, Instant.now().minusSeconds(60)), Instant.now());
    }
}
