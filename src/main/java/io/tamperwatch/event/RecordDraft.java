package io.tamperwatch.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.event.ParseOutcome.Parsed;
import io.tamperwatch.event.ParseOutcome.Unreadable;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record while it is being read. */
final class RecordDraft {

    private final ObjectNode unknown = JsonNodeFactory.instance.objectNode();
    private UserIdentity userIdentity = IdentityReading.nothingRecorded();
    private boolean sessionCredentialFromConsole;

    private @Nullable String eventId;
    private @Nullable String eventVersion;
    private @Nullable String eventTime;
    private @Nullable String eventSource;
    private @Nullable String eventName;
    private @Nullable String awsRegion;
    private @Nullable String sourceIpAddress;
    private @Nullable String userAgent;
    private @Nullable String errorCode;
    private @Nullable String errorMessage;
    private @Nullable JsonNode requestParameters;
    private @Nullable JsonNode responseElements;
    private @Nullable JsonNode additionalEventData;
    private @Nullable JsonNode serviceEventDetails;
    private @Nullable JsonNode resources;
    private @Nullable JsonNode tlsDetails;
    private @Nullable JsonNode eventContext;
    private @Nullable String requestId;
    private @Nullable String eventType;
    private @Nullable String eventCategory;
    private @Nullable Boolean readOnly;
    private @Nullable Boolean managementEvent;
    private @Nullable String recipientAccountId;
    private @Nullable String sharedEventId;
    private @Nullable String vpcEndpointId;
    private @Nullable Addendum addendum;

    void read(JsonReading in) throws IOException {
        in.begin();
        for (String name = in.nextMember(); name != null; name = in.nextMember()) {
            take(name, in);
        }
        in.end();
    }

    /** The id as far as it has been read; null when it is none. */
    @Nullable
    String eventId() {
        return eventId != null && EventId.isOne(eventId) ? eventId : null;
    }

    private void take(String name, JsonReading in) throws IOException {
        switch (name) {
            case "eventID" -> eventId = in.text(name, unknown);
            case "eventVersion" -> eventVersion = in.textOrNumber(name, unknown);
            case "eventTime" -> eventTime = in.text(name, unknown);
            case "eventSource" -> eventSource = in.text(name, unknown);
            case "eventName" -> eventName = in.text(name, unknown);
            case "awsRegion" -> awsRegion = in.text(name, unknown);
            case "userIdentity" -> userIdentity = IdentityReading.read(in, unknown);
            case "sourceIPAddress" -> sourceIpAddress = in.text(name, unknown);
            case "userAgent" -> userAgent = in.text(name, unknown);
            case "errorCode" -> errorCode = in.text(name, unknown);
            case "errorMessage" -> errorMessage = in.text(name, unknown);
            case "requestParameters" -> requestParameters = in.tree();
            case "responseElements" -> responseElements = in.tree();
            case "additionalEventData" -> additionalEventData = in.tree();
            case "serviceEventDetails" -> serviceEventDetails = in.tree();
            case "resources" -> resources = in.tree();
            case "tlsDetails" -> tlsDetails = in.tree();
            case "eventContext" -> eventContext = in.tree();
            case "requestID" -> requestId = in.text(name, unknown);
            case "eventType" -> eventType = in.text(name, unknown);
            case "eventCategory" -> eventCategory = in.text(name, unknown);
            case "readOnly" -> readOnly = in.flag(name, unknown);
            case "managementEvent" -> managementEvent = in.flag(name, unknown);
            case "sessionCredentialFromConsole" -> sessionCredentialFromConsole = in.isTrue(name, unknown);
            case "recipientAccountId" -> recipientAccountId = in.text(name, unknown);
            case "sharedEventID" -> sharedEventId = in.text(name, unknown);
            case "vpcEndpointId" -> vpcEndpointId = in.text(name, unknown);
            case "addendum" -> addendum = AddendumReading.read(in, unknown);
            default -> in.putAside(name, unknown);
        }
    }

    ParseOutcome finish(String raw) {
        if (eventId == null || !EventId.isOne(eventId)) {
            return unreadable("eventID is missing or not an identifier");
        }
        if (eventSource == null || eventSource.isBlank()) {
            return unreadable("eventSource is missing or not text");
        }
        if (eventName == null || eventName.isBlank()) {
            return unreadable("eventName is missing or not text");
        }
        Instant time = eventTime == null ? null : EventTime.read(eventTime);
        if (time == null) {
            return unreadable("eventTime is missing or not a time between the years 2000 and 2200");
        }
        String version = eventVersion == null ? "1.0" : eventVersion;
        return EventVersion.isReadable(version)
                ? new Parsed(record(raw, eventId, version, time, eventSource, eventName))
                : unreadable("eventVersion is not 1 or 1.x: this product reads major version 1 only");
    }

    private Unreadable unreadable(String reason) {
        return new Unreadable(reason, eventId());
    }

    private EventRecord record(String raw, String id, String version, Instant time, String source, String name) {
        return new EventRecord(
                id,
                version,
                time,
                source,
                name,
                awsRegion == null ? "" : awsRegion,
                userIdentity,
                sourceIpAddress,
                userAgent,
                errorCode,
                errorMessage,
                requestParameters,
                responseElements,
                additionalEventData,
                serviceEventDetails,
                resources,
                tlsDetails,
                eventContext,
                requestId,
                eventType,
                eventCategory,
                readOnly,
                managementEvent,
                sessionCredentialFromConsole,
                recipientAccountId,
                sharedEventId,
                vpcEndpointId,
                addendum,
                unknown,
                raw);
    }
}
