package io.tamperwatch.emulator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** CloudTrail's JSON 1.1. Looking events up is not recorded in the history; what is done to trails is. */
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
    private final CallRecorder recorder;
    private final Map<String, TrailAccount> accounts = new ConcurrentHashMap<>();

    CloudTrailProtocol(CloudTrailHistory history, AccessRules rules, Throttle throttle, CallRecorder recorder) {
        this.history = history;
        this.rules = rules;
        this.throttle = throttle;
        this.recorder = recorder;
    }

    @Override
    public Answer answer(EmulatorRequest request, Call call) {
        Scope scope = new Scope(call.caller().account().id(), call.region());
        if (!request.operation().equals("LookupEvents")) {
            ObjectNode result = setUp(request.operation(), parse(request.body()), call);
            return new Answer(200, CONTENT_TYPE, null, result.toString());
        }
        throttle.request(scope, call.at());
        rules.check(call.caller(), "cloudtrail:LookupEvents", null);
        HistoryPage page = history.lookup(query(scope, request.body()));
        return new Answer(200, CONTENT_TYPE, null, write(page));
    }

    /** Does it without a record: what was there before the history began. */
    void given(String action, JsonNode asked, Call call) {
        Account owner = call.caller().account();
        accounts.computeIfAbsent(owner.id(), _ -> new TrailAccount(owner)).run(action, asked, call);
    }

    /** Carries an operation on trails and their kin out and records it. */
    private ObjectNode setUp(String action, JsonNode asked, Call call) {
        Account owner = call.caller().account();
        JsonNode recorded = asked.isEmpty() ? null : CloudTrailNames.response(asked);
        try {
            rules.check(call.caller(), "cloudtrail:" + action, null);
            ObjectNode result = accounts.computeIfAbsent(owner.id(), _ -> new TrailAccount(owner))
                    .run(action, asked, call);
            if (result == null) {
                throw new ServiceError(400, "UnknownOperationException", "");
            }
            recorder.succeeded(call, ServiceName.CLOUDTRAIL, action, recorded, result);
            return result;
        } catch (ServiceError refused) {
            if (!refused.code().equals("UnknownOperationException")) {
                recorder.failed(call, ServiceName.CLOUDTRAIL, action, recorded, refused);
            }
            throw refused;
        }
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
