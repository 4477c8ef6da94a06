package io.tamperwatch.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.Fault;
import io.tamperwatch.queue.EventQueue.Received;
import io.tamperwatch.queue.Message;
import io.tamperwatch.queue.QueueSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqsQueuesTest {

    private final AwsEmulator aws = AwsEmulator.start(Clock.systemUTC());
    private final QueueSettings queue =
            new QueueSettings("fast", aws.url() + "/111122223333/fast", Optional.of("us-east-1"), Duration.ofHours(1));
    private SqsQueues queues;

    @BeforeEach
    void useTheEmulatorsKey() {
        System.setProperty("aws.accessKeyId", AwsEmulator.ACCESS_KEY_ID);
        System.setProperty("aws.secretAccessKey", AwsEmulator.SECRET_ACCESS_KEY);
        queues = new SqsQueues(Clock.systemUTC());
    }

    @AfterEach
    void close() {
        queues.close();
        aws.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private List<Message> receive() {
        return ((Received.Messages) queues.receive(queue)).messages();
    }

    @Test
    void handsOutHidesShowsAndDeletesMessages() {
        aws.queue().send("one ü \"");
        aws.queue().send("two");

        List<Message> messages = receive();

        assertThat(messages).extracting(Message::body).containsExactly("one ü \"", "two");
        assertThat(messages.getFirst().sentAt())
                .isCloseTo(Clock.systemUTC().instant(), org.assertj.core.api.Assertions.within(Duration.ofMinutes(5)));
        queues.postpone(queue, messages.get(1), Duration.ZERO);
        assertThat(receive()).extracting(Message::body).containsExactly("two");
        assertThat(queues.delete(queue, messages.get(0))).isTrue();
        assertThat(aws.queue().size()).isEqualTo(1);
    }

    @Test
    void aFailureIsNoAnswer() {
        // else the queue would be waited for
        aws.queue().send("one");
        aws.fault(new Fault.Refusal(400, "QueueDoesNotExist", "no such queue"));
        assertThat(queues.receive(queue)).isEqualTo(new Received.Failed("SQS answered 400 QueueDoesNotExist"));
        aws.fault(new Fault.Garbled());
        assertThat(queues.receive(queue)).isInstanceOf(Received.Failed.class);
        aws.fault(new Fault.Dropped());
        assertThat(queues.receive(queue)).isInstanceOf(Received.Failed.class);
        assertThat(queues.delete(
                        queue, new Message("m", "1-1", "", Clock.systemUTC().instant())))
                .isFalse();
    }

    /** The SDK's clients learn AWS's time from a refusal; what is signed here does not. */
    @Test
    void isRefusedWhileTheClockIsOff() {
        try (AwsEmulator ahead = AwsEmulator.start(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)))) {
            ahead.checkSignatureTime();
            QueueSettings there = new QueueSettings(
                    "fast", ahead.url() + "/111122223333/fast", Optional.of("us-east-1"), Duration.ofHours(1));
            for (int i = 0; i < 2; i++) {
                assertThat(queues.receive(there))
                        .isEqualTo(new Received.Failed("SQS answered 400 InvalidSignatureException"));
            }
        }
    }
}
