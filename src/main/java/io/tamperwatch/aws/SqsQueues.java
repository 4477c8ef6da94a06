package io.tamperwatch.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.queue.EventQueue;
import io.tamperwatch.queue.Message;
import io.tamperwatch.queue.QueueSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Three calls of SQS's JSON protocol, signed by the SDK: see docs/adr/023-queue.md for why its client for SQS is left out. With
 * the process's own credentials.
 */
@ApplicationScoped
class SqsQueues implements EventQueue {

    private static final int MOST_AT_ONCE = 10;
    private static final Duration WAIT = Duration.ofSeconds(20);

    /** A message has 1 MiB at most, in JSON some more. */
    private static final int LARGEST_ANSWER = 32 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final DefaultCredentialsProvider credentials =
            DefaultCredentialsProvider.builder().build();
    private final SdkHttpClient http;

    @Inject
    SqsQueues(Clock clock) {
        this(clock, WAIT.plusSeconds(20));
    }

    SqsQueues(Clock clock, Duration answerWithin) {
        this.clock = clock;
        this.http = Punctual.within(answerWithin);
    }

    @Override
    public Received receive(QueueSettings queue) {
        ObjectNode asked = asked(queue)
                .put("MaxNumberOfMessages", MOST_AT_ONCE)
                .put("WaitTimeSeconds", WAIT.toSeconds())
                .put("VisibilityTimeout", HIDDEN.toSeconds());
        asked.putArray("MessageSystemAttributeNames").add("SentTimestamp");
        try {
            List<Message> messages = new ArrayList<>();
            call(queue, "ReceiveMessage", asked).path("Messages").forEach(each -> messages.add(message(each)));
            return new Received.Messages(messages);
        } catch (IOException | SdkException e) {
            return new Received.Failed(reason(e));
        }
    }

    private Message message(JsonNode each) {
        long sent = each.path("Attributes").path("SentTimestamp").asLong(0);
        return new Message(
                each.path("MessageId").asText(),
                each.path("ReceiptHandle").asText(),
                each.path("Body").asText(),
                sent > 0 ? Instant.ofEpochMilli(sent) : clock.instant());
    }

    @Override
    public boolean delete(QueueSettings queue, Message message) {
        return tried(queue, "DeleteMessage", asked(queue).put("ReceiptHandle", message.receipt()));
    }

    @Override
    public void postpone(QueueSettings queue, Message message, Duration duration) {
        tried(
                queue,
                "ChangeMessageVisibility",
                asked(queue).put("ReceiptHandle", message.receipt()).put("VisibilityTimeout", duration.toSeconds()));
    }

    private boolean tried(QueueSettings queue, String operation, ObjectNode asked) {
        try {
            call(queue, operation, asked);
            return true;
        } catch (IOException | SdkException e) {
            return false;
        }
    }

    private static ObjectNode asked(QueueSettings queue) {
        return JSON.createObjectNode().put("QueueUrl", queue.url());
    }

    private JsonNode call(QueueSettings queue, String operation, ObjectNode asked) throws IOException {
        SignedRequest signed = signed(queue, operation, asked.toString());
        HttpExecuteRequest.Builder execute = HttpExecuteRequest.builder().request(signed.request());
        signed.payload().ifPresent(execute::contentStreamProvider);
        HttpExecuteResponse response = http.prepareRequest(execute.build()).call();
        JsonNode answer = body(response);
        if (!response.httpResponse().isSuccessful()) {
            throw new IOException("SQS answered %d %s"
                    .formatted(
                            response.httpResponse().statusCode(),
                            answer.path("__type").asText().replaceFirst("^.*#", "")));
        }
        return answer;
    }

    private SignedRequest signed(QueueSettings queue, String operation, String body) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create(queue.url()).resolve("/"))
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("X-Amz-Target", "AmazonSQS." + operation)
                .build();
        return signer.sign(to -> to.identity(credentials.resolveCredentials())
                .request(request)
                .payload(ContentStreamProvider.fromUtf8String(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sqs")
                .putProperty(AwsV4HttpSigner.REGION_NAME, queue.region().orElseGet(OwnRegion::find)));
    }

    private static JsonNode body(HttpExecuteResponse response) throws IOException {
        if (response.responseBody().isEmpty()) {
            return JSON.createObjectNode();
        }
        try (var in = response.responseBody().get()) {
            byte[] text = in.readNBytes(LARGEST_ANSWER);
            return text.length == 0 ? JSON.createObjectNode() : read(text);
        }
    }

    /** What is no JSON is a failure like any other; its text is nobody's business. */
    private static JsonNode read(byte[] text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IOException("SQS answered something that is not JSON");
        }
    }

    private static String reason(Exception problem) {
        @Nullable String message = problem.getMessage();
        return message == null ? problem.getClass().getSimpleName() : message;
    }

    @PreDestroy
    void close() {
        http.close();
        credentials.close();
    }
}
