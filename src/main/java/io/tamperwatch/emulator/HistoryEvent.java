package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event as LookupEvents lists it. Made from a record by {@link #of}; the constructor also takes what no real
 * service would send, to see how a reader bears it.
 *
 * @param readOnly {@code true} or {@code false}, a string in LookupEvents
 * @param username absent on service events
 * @param accessKeyId absent on service events
 * @param record the text of {@code CloudTrailEvent}
 */
public record HistoryEvent(
        @Nullable String eventId,
        @Nullable String eventName,
        Instant eventTime,
        @Nullable String eventSource,
        @Nullable String readOnly,
        @Nullable String username,
        @Nullable String accessKeyId,
        List<Resource> resources,
        String record) {

    /** A resource the event refers to. */
    public record Resource(String type, String name) {}

    public HistoryEvent {
        resources = List.copyOf(resources);
    }

    /** As LookupEvents would list this record. */
    public static HistoryEvent of(JsonNode record) {
        JsonNode identity = record.path("userIdentity");
        return new HistoryEvent(
                text(record, "eventID"),
                text(record, "eventName"),
                Instant.parse(record.path("eventTime").asText()),
                text(record, "eventSource"),
                record.has("readOnly") ? record.get("readOnly").asText() : null,
                username(identity),
                text(identity, "accessKeyId"),
                resources(record),
                record.toString());
    }

    /** A user's name, a role's session name; services have none. */
    private static @Nullable String username(JsonNode identity) {
        String type = identity.path("type").asText();
        if (type.equals("Root")) {
            return "root";
        }
        String arn = identity.path("arn").asText();
        if (type.equals("AssumedRole") && arn.contains("/")) {
            return arn.substring(arn.lastIndexOf('/') + 1);
        }
        return text(identity, "userName");
    }

    private static List<Resource> resources(JsonNode record) {
        List<Resource> found = new ArrayList<>();
        JsonNode asked = record.path("requestParameters");
        addIfPresent(found, "AWS::IAM::User", asked, "userName");
        addIfPresent(found, "AWS::IAM::Role", asked, "roleName");
        addIfPresent(found, "AWS::IAM::Role", asked, "roleArn");
        addIfPresent(found, "AWS::IAM::OIDCProvider", asked, "openIDConnectProviderArn");
        addIfPresent(found, "AWS::IAM::AccessKey", record.at("/responseElements/credentials"), "accessKeyId");
        addIfPresent(found, "AWS::STS::AssumedRole", record.at("/responseElements/assumedRoleUser"), "arn");
        for (JsonNode listed : record.path("resources")) {
            addIfPresent(found, listed.path("type").asText("AWS::Resource"), listed, "ARN");
        }
        return found;
    }

    private static void addIfPresent(List<Resource> found, String type, JsonNode holder, String member) {
        String name = text(holder, member);
        if (name != null) {
            found.add(new Resource(type, name));
        }
    }

    private static @Nullable String text(JsonNode holder, String member) {
        JsonNode value = holder.get(member);
        return value == null || !value.isTextual() ? null : value.asText();
    }
}
