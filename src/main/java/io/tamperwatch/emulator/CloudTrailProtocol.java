package io.tamperwatch.emulator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CloudTrail's JSON 1.1. Looking events up is not recorded in the history. */
final class CloudTrailProtocol implements Protocol {

    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where this protocol's names for errors common to all services differ. */
    private static final Map<String, String> COMMON_ERRORS = Map.of(
            "InvalidClientTokenId", "UnrecognizedClientException",
            "ExpiredToken", "ExpiredTokenException",
            "AccessDenied", "AccessDeniedException",
            "MissingAuthenticationToken", "MissingAuthenticationTokenException");

    private final CloudTrailHistory history;
    private final AccessRules rules;
    private final Throttle throttle;

    CloudTrailProtocol(CloudTrailHistory history, AccessRules rules, Throttle throttle) {
        this.history = history;
        this.rules = rules;
        this.throttle = throttle;
    }

    @Override
    public Answer answer(EmulatorRequest request, Call call) {
        Scope scope = new Scope(call.caller().account().id(), call.region());
        if (!request.operation().equals("LookupEvents")) {
            throw new ServiceError(400, "UnknownOperationException", "");
        }
        throttle.request(scope, call.at());
        rules.check(call.caller(), "cloudtrail:LookupEvents", null);
        HistoryPage page = history.lookup(query(scope, request.body()));
        return new Answer(200, CONTENT_TYPE, null, write(page));
    }

    @Override
    public Answer error(ServiceError error, String requestId) {
        String code = COMMON_ERRORS.getOrDefault(error.code(), error.code());
        int status = error.status() == 403 ? 400 : error.status();
        String body = JSON.createObjectNode()
                .put("__type", code)
                .put("message", error.text())
                .toString();
        return new Answer(status, CONTENT_TYPE, code, body);
    }

    private static LookupQuery query(Scope scope, String body) {
        JsonNode asked = parse(body);
        List<LookupQuery.Attribute> attributes = new ArrayList<>();
        for (JsonNode each : asked.path("LookupAttributes")) {
            attributes.add(new LookupQuery.Attribute(
                    each.path("AttributeKey").asText(),
                    each.path("AttributeValue").asText()));
        }
        return new LookupQuery(
                scope,
                attributes,
                instant(asked.path("StartTime")),
                instant(asked.path("EndTime")),
                text(asked.path("EventCategory")),
                asked.path("MaxResults").isNumber() ? asked.get("MaxResults").asInt() : null,
                text(asked.path("NextToken")));
    }

    private static JsonNode parse(String body) {
        try {
            JsonNode parsed = JSON.readTree(body);
            if (parsed.isObject()) {
                return parsed;
            }
        } catch (JsonProcessingException notJson) {
            // refused like everything else that is not an object
        }
        throw new ServiceError(400, "SerializationException", "Could not read the request as a JSON object.");
    }

    /** Epoch seconds; a fraction is cut off, as event times have none. */
    private static @Nullable Instant instant(JsonNode seconds) {
        return seconds.isNumber() ? Instant.ofEpochSecond(new BigDecimal(seconds.asText()).longValue()) : null;
    }

    private static @Nullable String text(JsonNode value) {
        return value.isTextual() ? value.asText() : null;
    }

    private static String write(HistoryPage page) {
        StringWriter out = new StringWriter(64 * 1024);
        try (JsonGenerator json = JSON.getFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("Events");
            for (HistoryEvent event : page.events()) {
                write(json, event);
            }
            json.writeEndArray();
            field(json, "NextToken", page.nextToken());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, HistoryEvent event) throws IOException {
        json.writeStartObject();
        field(json, "EventId", event.eventId());
        field(json, "EventName", event.eventName());
        field(json, "ReadOnly", event.readOnly());
        field(json, "AccessKeyId", event.accessKeyId());
        json.writeNumberField("EventTime", event.eventTime().getEpochSecond());
        field(json, "EventSource", event.eventSource());
        field(json, "Username", event.username());
        json.writeArrayFieldStart("Resources");
        for (HistoryEvent.Resource resource : event.resources()) {
            json.writeStartObject();
            json.writeStringField("ResourceType", resource.type());
            json.writeStringField("ResourceName", resource.name());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("CloudTrailEvent", event.record());
        json.writeEndObject();
    }

    private static void field(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
