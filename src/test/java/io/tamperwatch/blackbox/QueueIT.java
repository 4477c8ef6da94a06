package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.Fault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events announced by a queue, with polls so rare that nothing else can find them. */
class QueueIT {

    private static final String MESSAGES = "tamperwatch_queue_messages_total";

    @TempDir
    static Path directory;

    private static String announcement(ObjectNode record) {
        ObjectNode envelope = JsonNodeFactory.instance
                .objectNode()
                .put("version", "0")
                .put("detail-type", "AWS API Call via CloudTrail")
                .put("source", "aws.iam")
                .put("account", AwsEmulator.ACCOUNT.id())
                .put("region", "us-east-1");
        envelope.set("detail", record);
        return envelope.toString();
    }

    @Test
    void aHintIsNoFindingUntilTheEventHistoryShowsIt() {
        try (AwsEmulator aws = AwsEmulator.start(Clock.systemUTC());
                LaunchedService service = Launch.watching(aws, directory)
                        .set("tamperwatch.poll.every", "1h")
                        .set("tamperwatch.sqs.fast.queue-url", aws.url() + "/111122223333/fast")
                        .start()) {
            service.awaitPolls(0);
            ObjectNode record = Records.number(0, Instant.now());
            aws.queue().send("hello");
            aws.queue().send("{\"detail-type\":\"Scheduled Event\",\"detail\":{}}");
            aws.queue().send(announcement(record));

            service.until("an unconfirmed hint", () -> {
                Metrics now = service.metrics();
                return now.sum("tamperwatch_queue_hints_unconfirmed", "queue", "fast") == 1
                        && now.sum(MESSAGES, "result", "malformed") == 1
                        && now.sum(MESSAGES, "result", "ignored") == 1;
            });
            assertThat(service.api().get("/api/v1/findings").json().get("items"))
                    .isEmpty();
            JsonNode queue = service.api().json("/api/v1/watches").at("/queues/0");
            assertThat(queue.path("unconfirmed").asInt()).isEqualTo(1);
            assertThat(queue.at("/hints/0/eventId").asText()).isEqualTo(Records.id(0));
            assertThat(queue.at("/hints/0/eventName").asText()).isEqualTo(Records.CERTIFICATE);
            assertThat(service.api().get("/watches").body())
                    .contains("1 hint waits to be confirmed", "<bdi>fast</bdi>");
            assertThat(service.api().get("/api/v1/quarantine").json().toString())
                    .contains("message of a queue: not JSON");
            assertThat(aws.queue().size()).isEqualTo(1);

            aws.history().add(record, Instant.now());
            service.until("confirmed", () -> service.metrics().sum(MESSAGES, "result", "confirmed") == 1);
            aws.queue().send(announcement(record));
            service.until("confirmed again", () -> service.metrics().sum(MESSAGES, "result", "confirmed") == 2);

            assertThat(service.api().get("/api/v1/findings").json().get("items"))
                    .extracting(finding -> finding.get("id").asText())
                    .containsExactly(Records.id(0));
            Metrics now = service.metrics();
            assertThat(now.sum("tamperwatch_queue_hints_unconfirmed")).isZero();
            assertThat(now.sum("tamperwatch_findings_total")).isEqualTo(1);
            assertThat(aws.queue().size()).isZero();
            assertThat(service.out().text() + service.err().text())
                    .contains("unconfirmed hint, the event history does not show it yet queue=fast"
                            + " accountId=111122223333");
        }
    }

    /** Ten are received at once, and each lookup takes a while. */
    @Test
    void aProcessThatIsToldToEndGivesBackWhatItHasReceived(@TempDir Path other) {
        int announced = 10;
        try (AwsEmulator aws = AwsEmulator.start(Clock.systemUTC())) {
            aws.lookupRate(Double.POSITIVE_INFINITY);
            List<String> ids = new ArrayList<>();
            Launch launch = Launch.watching(aws, other)
                    .set("tamperwatch.poll.every", "1h")
                    .set("tamperwatch.sqs.fast.queue-url", aws.url() + "/111122223333/fast");
            try (LaunchedService service = launch.start()) {
                service.awaitComplete();
                aws.faults(request -> request.body().contains("\"EventId\"")
                        ? Optional.of(new Fault.Slow(Duration.ofSeconds(1)))
                        : Optional.empty());
                for (int i = 0; i < announced; i++) {
                    ObjectNode record = Records.number(i, Instant.now());
                    aws.history().add(record, Instant.now());
                    aws.queue().send(announcement(record));
                    ids.add(Records.id(i));
                }
                service.until("some are dealt with", () -> aws.queue().size() < announced - 1);
                service.terminate();
            }
            assertThat(aws.queue().size()).isPositive();
            assertThat(aws.queue().visible()).isEqualTo(aws.queue().size());

            aws.healthy();
            try (LaunchedService next = launch.start()) {
                next.until("all are dealt with", () -> aws.queue().size() == 0);
                assertThat(next.api().findingIds()).containsExactlyInAnyOrderElementsOf(ids);
            }
        }
    }
}
