package io.tamperwatch.queue;

import static io.tamperwatch.scan.TestingLogs.NOON;
import static io.tamperwatch.scan.TestingLogs.deletion;
import static io.tamperwatch.scan.TestingLogs.ordinary;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.emulator.TestingClock;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.finding.QuarantinedRecord;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.watch.Confirmations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QueueReaderTest {

    private static final QueueSettings QUEUE = new QueueSettings(
            "fast",
            "https://sqs.us-east-1.amazonaws.com/111122223333/fast",
            Optional.of("us-east-1"),
            Duration.ofHours(24));

    private final TestingClock clock = new TestingClock(NOON.plusSeconds(5));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Hints hints = new Hints();
    private final TestingQueue source = new TestingQueue();
    private final List<String> confirming = new ArrayList<>();
    private final List<QuarantinedRecord> quarantined = new ArrayList<>();
    private boolean storeIsAway;
    private Confirmations.Answer answer = new Confirmations.Answer.NotVisible();

    private final QueueReader reader = new QueueReader(
            QUEUE,
            source,
            this::confirm,
            Catalogue.builtIn(),
            new EventRecordParser(),
            this::quarantine,
            hints,
            new QueueMeters(registry, QUEUE.name(), hints, clock),
            clock);

    private Runnable whileConfirming = () -> {};

    private Confirmations.Answer confirm(String accountId, String region, String eventId, Instant occurredAt) {
        whileConfirming.run();
        confirming.add(accountId + " " + region + " " + eventId + " " + occurredAt);
        return answer;
    }

    private void quarantine(QuarantinedRecord record) {
        if (storeIsAway) {
            throw new StoreUnavailable("away", new IllegalStateException());
        }
        quarantined.add(record);
    }

    /** Hands out what it was given, and remembers what is done with it. */
    private static final class TestingQueue implements EventQueue {

        private final Deque<Received> answers = new ArrayDeque<>();
        private final List<String> done = new ArrayList<>();
        private boolean deletes = true;

        @Override
        public Received receive(QueueSettings queue) {
            Received next = answers.poll();
            return next == null ? new Received.Messages(List.of()) : next;
        }

        @Override
        public boolean delete(QueueSettings queue, Message message) {
            done.add("delete " + message.receipt());
            return deletes;
        }

        @Override
        public void postpone(QueueSettings queue, Message message, Duration duration) {
            assertThat(Thread.currentThread().isInterrupted())
                    .as("no request is made then")
                    .isFalse();
            done.add("postpone " + message.receipt() + " " + duration);
        }
    }

    private void arrive(int receives, String body) {
        source.answers.add(new EventQueue.Received.Messages(
                List.of(new Message("m-1", "r-" + receives, body, NOON.plusSeconds(2)))));
        reader.read();
    }

    private static String envelope(ObjectNode record) {
        ObjectNode envelope = JsonNodeFactory.instance
                .objectNode()
                .put("version", "0")
                .put("detail-type", "AWS API Call via CloudTrail")
                .put("source", "aws.iam")
                .put("account", "111122223333");
        envelope.set("detail", record);
        return envelope.toString();
    }

    private TreeMap<String, Integer> messages() {
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (Counter counter : registry.find("tamperwatch.queue.messages").counters()) {
            if (counter.count() > 0) {
                counts.put(counter.getId().getTag("result"), (int) counter.count());
            }
        }
        return counts;
    }

    private double unconfirmed() {
        return registry.get("tamperwatch.queue.hints.unconfirmed").gauge().value();
    }

    @Test
    void everySeriesIsThereFromTheStart() {
        assertThat(registry.find("tamperwatch.queue.messages").counters()).hasSize(MessageResult.values().length);
        assertThat(registry.find("tamperwatch.queue.receives").counters()).hasSize(2);
        assertThat(unconfirmed()).isZero();
    }

    @Test
    void deletesAMessageOnlyWhenItsEventIsStored() {
        String body = envelope(deletion("d-1", NOON));
        arrive(1, body);
        assertThat(source.done).containsExactly("postpone r-1 PT15S");
        assertThat(unconfirmed()).isEqualTo(1);

        answer = new Confirmations.Answer.Failed("throttled");
        arrive(2, body);
        answer = new Confirmations.Answer.Elsewhere();
        arrive(3, body);
        answer = new Confirmations.Answer.Stored();
        arrive(4, body);

        assertThat(source.done)
                .containsExactly("postpone r-1 PT15S", "postpone r-2 PT30S", "postpone r-3 PT2S", "delete r-4");
        assertThat(confirming).hasSize(4).containsOnly("111122223333 us-east-1 d-1 2026-03-01T12:00:00Z");
        assertThat(messages())
                .isEqualTo(
                        new TreeMap<>(java.util.Map.of("unconfirmed", 1, "failed", 1, "elsewhere", 1, "confirmed", 1)));
        assertThat(unconfirmed()).isZero();
    }

    @Test
    void asksLessAndLessOftenForWhatDoesNotShow() {
        assertThat(QueueReader.waitBefore(Duration.ofSeconds(-3))).isEqualTo(Duration.ofSeconds(15));
        assertThat(QueueReader.waitBefore(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(30));
        assertThat(QueueReader.waitBefore(Duration.ofMinutes(4))).isEqualTo(Duration.ofMinutes(4));
        assertThat(QueueReader.waitBefore(Duration.ofHours(23))).isEqualTo(Duration.ofMinutes(5));
    }

    /** Of two replicas, the one that does not have the account may get it again and again. */
    @Test
    void waitsNoLongerForWhatOthersWereHandedBefore() {
        String body = envelope(deletion("d-1", NOON));
        answer = new Confirmations.Answer.Elsewhere();
        for (int receive = 1; receive <= 6; receive++) {
            arrive(receive, body);
        }
        answer = new Confirmations.Answer.NotVisible();
        arrive(7, body);

        assertThat(source.done).endsWith("postpone r-6 PT2S", "postpone r-7 PT15S");
    }

    @Test
    void tellsHowManyWaitAndSinceWhen() {
        assertThat(reader.report()).isEqualTo(new QueueReport("fast", 0, null, List.of()));
        Instant first = clock.instant();
        arrive(1, envelope(deletion("d-1", NOON)));
        clock.advance(Duration.ofSeconds(15));
        arrive(2, envelope(deletion("d-2", NOON)));
        arrive(3, envelope(deletion("d-1", NOON)));
        assertThat(reader.report())
                .isEqualTo(new QueueReport(
                        "fast", 2, first, List.of(hint("d-1", first), hint("d-2", first.plusSeconds(15)))));
    }

    private static QueueReport.Hint hint(String eventId, Instant since) {
        return new QueueReport.Hint(eventId, "DeleteSigningCertificate", "111122223333", "us-east-1", NOON, since);
    }

    @Test
    void givesUpWhatTheHistoryNeverShows() {
        arrive(1, envelope(deletion("d-1", NOON)));
        clock.advance(Duration.ofHours(24));
        arrive(9, envelope(deletion("d-1", NOON)));

        assertThat(source.done).containsExactly("postpone r-1 PT15S", "delete r-9");
        assertThat(messages()).containsEntry("given_up", 1);
        assertThat(unconfirmed()).isZero();
    }

    /** An account that may not be read would be asked for it until the queue forgets it. */
    @Test
    void givesUpWhatCanNeverBeLookedUp() {
        answer = new Confirmations.Answer.Failed("denied");
        arrive(1, envelope(deletion("d-1", NOON)));
        clock.advance(Duration.ofMinutes(3));
        arrive(2, envelope(deletion("d-1", NOON)));
        clock.advance(Duration.ofHours(24));
        arrive(3, envelope(deletion("d-1", NOON)));

        assertThat(source.done).hasSize(3).startsWith("postpone r-1 PT30S").endsWith("delete r-3");
        assertThat(source.done.get(1)).matches("postpone r-2 PT(3M|4M).*");
        assertThat(messages()).isEqualTo(new TreeMap<>(java.util.Map.of("failed", 2, "given_up", 1)));
    }

    @Test
    void letsGoOfWhatIsNotForUs() {
        answer = new Confirmations.Answer.NotWatched();
        arrive(1, envelope(ordinary(1)));
        arrive(2, "{\"detail-type\":\"Scheduled Event\",\"detail\":{}}");
        assertThat(confirming).isEmpty();
        arrive(3, envelope(deletion("d-1", NOON)));

        assertThat(source.done).containsExactly("delete r-1", "delete r-2", "delete r-3");
        assertThat(messages()).isEqualTo(new TreeMap<>(java.util.Map.of("ignored", 3)));
    }

    @Test
    void setsAsideWhatCannotBeReadBeforeItIsDeleted() {
        storeIsAway = true;
        arrive(1, "hello");
        storeIsAway = false;
        arrive(2, "hello");
        arrive(3, "{\"detail-type\":\"AWS API Call via CloudTrail\",\"detail\":{\"eventName\":\"x\"}}");
        arrive(4, "null");

        assertThat(source.done).containsExactly("postpone r-1 PT30S", "delete r-2", "delete r-3", "delete r-4");
        assertThat(quarantined)
                .extracting(QuarantinedRecord::reason)
                .containsExactly(
                        "message of a queue: not JSON",
                        "message of a queue: detail: eventID is missing or not an identifier",
                        "message of a queue: not an event of EventBridge: it has no detail-type");
        assertThat(quarantined.getFirst())
                .isEqualTo(new QuarantinedRecord(
                        "sqs-m-1",
                        "sqs:fast",
                        "us-east-1",
                        null,
                        "message of a queue: not JSON",
                        clock.instant(),
                        "hello"));
        assertThat(messages()).isEqualTo(new TreeMap<>(java.util.Map.of("failed", 1, "malformed", 3)));
        assertThat(confirming).isEmpty();
    }

    @Test
    void countsAQueueThatDoesNotAnswer() {
        source.answers.add(new EventQueue.Received.Failed("SQS answered 400 QueueDoesNotExist"));

        assertThat(reader.read()).isFalse();
        assertThat(reader.read()).isTrue();
        assertThat(registry.get("tamperwatch.queue.receives")
                        .tag("result", "failed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    /** What is under way is brought to an end, the others can be had at once. */
    @Test
    void givesBackAtTheEndWhatItHasReceivedAndNotBegun() {
        answer = new Confirmations.Answer.Stored();
        whileConfirming = reader::stop;

        receive(3);

        assertThat(source.done).containsExactly("delete r-1", "postpone r-2 PT0S", "postpone r-3 PT0S");
        assertThat(messages()).isEqualTo(new TreeMap<>(java.util.Map.of("confirmed", 1, "elsewhere", 2)));
        assertThat(reader.isStopping()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("brokenOff")
    void givesBackAtTheEndWhatWasBrokenOff(Confirmations.Answer brokenOff) {
        answer = brokenOff;
        whileConfirming = () -> {
            reader.stop();
            Thread.currentThread().interrupt();
        };

        receive(2);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(source.done).containsExactly("postpone r-1 PT0S", "postpone r-2 PT0S");
    }

    static List<Confirmations.Answer> brokenOff() {
        return List.of(new Confirmations.Answer.Elsewhere(), new Confirmations.Answer.Failed("given up"));
    }

    @Test
    void waitsForNothingAtTheEndAndBlamesNobody() {
        reader.stop();
        reader.pause(Duration.ofDays(1));
        source.answers.add(new EventQueue.Received.Failed("Closed by interrupt"));
        reader.read();

        assertThat(Thread.interrupted()).isFalse();
        assertThat(registry.get("tamperwatch.queue.receives")
                        .tag("result", "failed")
                        .counter()
                        .count())
                .isZero();
    }

    private void receive(int count) {
        source.answers.add(new EventQueue.Received.Messages(IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Message("m-" + i, "r-" + i, envelope(deletion("d-" + i, NOON)), NOON.plusSeconds(2)))
                .toList()));
        reader.read();
    }

    @Test
    void dealsAgainWithWhatCouldNotBeDeleted() {
        answer = new Confirmations.Answer.Stored();
        source.deletes = false;
        arrive(1, envelope(deletion("d-1", NOON)));

        assertThat(messages()).isEqualTo(new TreeMap<>(java.util.Map.of("failed", 1)));
    }

    @Test
    void forgetsHintsThatAnotherProcessHasDealtWith() {
        arrive(1, envelope(deletion("d-1", NOON)));
        clock.advance(Duration.ofMinutes(16));

        assertThat(unconfirmed()).isZero();
    }
}
