package io.tamperwatch.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The JSON of Organizations and Account Management. What they are asked is not recorded in the history: it is only read. */
final class ManagementProtocol implements Protocol {

    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where their names for errors common to all services differ. */
    private static final Map<String, String> COMMON_ERRORS = Map.of(
            "InvalidClientTokenId", "UnrecognizedClientException",
            "ExpiredToken", "ExpiredTokenException",
            "AccessDenied", "AccessDeniedException",
            "ThrottlingException", "TooManyRequestsException",
            "MissingAuthenticationToken", "MissingAuthenticationTokenException");

    /** What the service does. */
    interface Operations {
        ObjectNode run(String operation, JsonNode asked, Caller caller);
    }

    private final String prefix;
    private final Operations operations;
    private final AccessRules rules;
    private final Throttle throttle;

    /** @param prefix of its actions in policies */
    ManagementProtocol(String prefix, Operations operations, AccessRules rules, Throttle throttle) {
        this.prefix = prefix;
        this.operations = operations;
        this.rules = rules;
        this.throttle = throttle;
    }

    @Override
    public Answer answer(EmulatorRequest request, Call call) {
        throttle.request(new Scope(call.caller().account().id(), prefix), request.at());
        rules.check(call.caller(), prefix + request.operation(), null);
        ObjectNode result = operations.run(request.operation(), parse(request.body()), call.caller());
        return new Answer(200, CONTENT_TYPE, null, result.toString());
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
}
