package io.tamperwatch.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** SQS's JSON 1.0, as far as a reader of a queue needs it. */
final class SqsProtocol implements Protocol {

    private static final String CONTENT_TYPE = "application/x-amz-json-1.0";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SqsQueue queue;

    SqsProtocol(SqsQueue queue) {
        this.queue = queue;
    }

    @Override
    public Answer answer(EmulatorRequest request, Call call) {
        JsonNode asked = parse(request.body());
        ObjectNode result = JSON.createObjectNode();
        switch (request.operation()) {
            case "ReceiveMessage" -> receive(asked, result);
            case "DeleteMessage" -> queue.delete(asked.path("ReceiptHandle").asText());
            case "ChangeMessageVisibility" ->
                queue.hide(
                        asked.path("ReceiptHandle").asText(),
                        Duration.ofSeconds(asked.path("VisibilityTimeout").asInt()));
            default -> throw new ServiceError(400, "UnknownOperationException", "");
        }
        return new Answer(200, CONTENT_TYPE, null, result.toString());
    }

    private void receive(JsonNode asked, ObjectNode result) {
        try {
            ArrayNode messages = result.putArray("Messages");
            for (SqsQueue.Delivery each : queue.receive(
                    asked.path("MaxNumberOfMessages").asInt(1),
                    Duration.ofSeconds(asked.path("WaitTimeSeconds").asInt()),
                    Duration.ofSeconds(asked.path("VisibilityTimeout").asInt(30)))) {
                messages.addObject()
                        .put("MessageId", each.messageId())
                        .put("ReceiptHandle", each.receipt())
                        .put("Body", each.body())
                        .putObject("Attributes")
                        .put("SentTimestamp", String.valueOf(each.sentAt().toEpochMilli()))
                        .put("ApproximateReceiveCount", String.valueOf(each.receives()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ServiceError(400, "SerializationException", "");
        }
    }

    @Override
    public Answer error(ServiceError error, String requestId) {
        String body = JSON.createObjectNode()
                .put("__type", "com.amazonaws.sqs#" + error.code())
                .put("message", error.text())
                .toString();
        return new Answer(error.status() == 403 ? 400 : error.status(), CONTENT_TYPE, error.code(), body);
    }
}
