package io.tamperwatch.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One CloudTrail management event as recorded. Only what every record must have is required; everything else may be
 * missing, since records of every version from 1.0 on occur in a 90-day history. All text is under the control of
 * whoever made the call.
 *
 * @param eventId the event's identity; CloudTrail's documented key for removing duplicates
 * @param eventVersion as recorded, for example {@code 1.11}; the major part is always 1
 * @param eventTime when the request completed by the service's clock, in whole seconds
 * @param userIdentity who called; never null, but every member of it may be
 * @param sourceIpAddress an address, a service's DNS name or {@code AWS Internal}
 * @param requestParameters a JSON object when recorded as one; null when the call was denied or carried none
 * @param responseElements null for calls that return nothing, deletions among them
 * @param readOnly null when not recorded
 * @param sessionCredentialFromConsole true when the console's session made the call; CloudTrail writes it as a string
 * @param unknown members this version of the product has no name for, kept as recorded
 * @param raw the record exactly as CloudTrail gave it
 */
public record EventRecord(
        String eventId,
        String eventVersion,
        Instant eventTime,
        String eventSource,
        String eventName,
        String awsRegion,
        UserIdentity userIdentity,
        @Nullable String sourceIpAddress,
        @Nullable String userAgent,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        @Nullable JsonNode requestParameters,
        @Nullable JsonNode responseElements,
        @Nullable JsonNode additionalEventData,
        @Nullable JsonNode serviceEventDetails,
        @Nullable JsonNode resources,
        @Nullable JsonNode tlsDetails,
        @Nullable JsonNode eventContext,
        @Nullable String requestId,
        @Nullable String eventType,
        @Nullable String eventCategory,
        @Nullable Boolean readOnly,
        @Nullable Boolean managementEvent,
        boolean sessionCredentialFromConsole,
        @Nullable String recipientAccountId,
        @Nullable String sharedEventId,
        @Nullable String vpcEndpointId,
        @Nullable Addendum addendum,
        ObjectNode unknown,
        String raw) {

    /**
     * Whether a session of the AWS console made the call; null when nobody can tell. CloudTrail writes the member only
     * when it is true, and only since version 1.08.
     */
    public @Nullable Boolean fromConsole() {
        if (sessionCredentialFromConsole) {
            return true;
        }
        return EventVersion.minor(eventVersion) >= 8 ? false : null;
    }

    /** Whether this record replaces an earlier one instead of telling of a new event. */
    public boolean isAmendment() {
        return addendum != null
                && addendum.originalEventId() != null
                && !addendum.originalEventId().equals(eventId);
    }
}
