package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An account's trails. They record nothing: the event history is all there is. */
final class Trails implements TrailFamily {

    private static final List<String> TEXTS = List.of(
            "S3BucketName",
            "S3KeyPrefix",
            "SnsTopicName",
            "CloudWatchLogsLogGroupArn",
            "CloudWatchLogsRoleArn",
            "KmsKeyId");

    private final Account account;

    /** By ARN. */
    private final Map<String, Trail> trails = new TreeMap<>();

    private static final class Trail {
        private final ObjectNode told;
        private final ObjectNode status = Results.nothing().put("IsLogging", false);
        private ObjectNode selectors = Results.nothing();

        Trail(ObjectNode told) {
            this.told = told;
            selectors
                    .putArray("EventSelectors")
                    .addObject()
                    .put("ReadWriteType", "All")
                    .put("IncludeManagementEvents", true);
        }

        boolean isIn(String region) {
            return told.get("HomeRegion").asText().equals(region);
        }

        boolean isSeenIn(String region) {
            return isIn(region) || told.get("IsMultiRegionTrail").asBoolean();
        }
    }

    Trails(Account account) {
        this.account = account;
    }

    @Override
    public @Nullable ObjectNode run(String action, JsonNode asked, Call call) {
        return switch (action) {
            case "CreateTrail" -> create(asked, call);
            case "UpdateTrail" -> update(asked, call);
            case "DeleteTrail" -> delete(asked, call);
            case "GetTrail" -> Results.of("Trail", seen(asked, "Name", call).told);
            case "DescribeTrails" -> describe(asked, call);
            case "ListTrails" -> list();
            case "StartLogging" -> logging(asked, call, true);
            case "StopLogging" -> logging(asked, call, false);
            case "GetTrailStatus" -> seen(asked, "Name", call).status;
            case "GetEventSelectors" -> selectors(seen(asked, "TrailName", call));
            case "PutEventSelectors" -> putSelectors(asked, call);
            default -> null;
        };
    }

    private ObjectNode create(JsonNode asked, Call call) {
        String name = asked.path("Name").asText();
        if (!name.matches("[A-Za-z0-9._-]{3,128}")) {
            throw new ServiceError(
                    400, "InvalidTrailNameException", "Trail name or ARN can not be blank or malformed.");
        }
        String arn = account.arn("cloudtrail", call.region(), "trail/" + name);
        if (trails.containsKey(arn)) {
            throw new ServiceError(400, "TrailAlreadyExistsException", "Trail %s already exists.".formatted(name));
        }
        if (!asked.hasNonNull("S3BucketName")) {
            throw new ServiceError(400, "InvalidS3BucketNameException", "The bucket name must not be empty.");
        }
        Trail trail = new Trail(Results.nothing()
                .put("Name", name)
                .put("TrailARN", arn)
                .put("HomeRegion", call.region())
                .put("IncludeGlobalServiceEvents", true)
                .put("IsMultiRegionTrail", false)
                .put("IsOrganizationTrail", false)
                .put("LogFileValidationEnabled", false)
                .put("HasCustomEventSelectors", false)
                .put("HasInsightSelectors", false));
        change(trail, asked);
        trails.put(arn, trail);
        return answer(trail);
    }

    private ObjectNode update(JsonNode asked, Call call) {
        Trail trail = own(asked, "Name", call);
        change(trail, asked);
        return answer(trail);
    }

    private static void change(Trail trail, JsonNode asked) {
        for (String name : TEXTS) {
            if (asked.hasNonNull(name)) {
                trail.told.put(name, asked.get(name).asText());
            }
        }
        put(trail, "IncludeGlobalServiceEvents", asked.path("IncludeGlobalServiceEvents"));
        put(trail, "IsMultiRegionTrail", asked.path("IsMultiRegionTrail"));
        put(trail, "IsOrganizationTrail", asked.path("IsOrganizationTrail"));
        put(trail, "LogFileValidationEnabled", asked.path("EnableLogFileValidation"));
    }

    private static void put(Trail trail, String name, JsonNode flag) {
        if (flag.isBoolean()) {
            trail.told.put(name, flag.booleanValue());
        }
    }

    /** Without what only the readers show. */
    private static ObjectNode answer(Trail trail) {
        return trail.told.deepCopy().without(List.of("HomeRegion", "HasCustomEventSelectors", "HasInsightSelectors"));
    }

    private ObjectNode delete(JsonNode asked, Call call) {
        trails.remove(own(asked, "Name", call).told.get("TrailARN").asText());
        return Results.nothing();
    }

    private ObjectNode describe(JsonNode asked, Call call) {
        boolean withShadows = asked.path("includeShadowTrails").asBoolean(true);
        ObjectNode result = Results.nothing();
        ArrayNode listed = result.putArray("trailList");
        trails.values().stream()
                .filter(trail -> withShadows ? trail.isSeenIn(call.region()) : trail.isIn(call.region()))
                .filter(trail -> isNamed(trail, asked.path("trailNameList")))
                .forEach(trail -> listed.add(trail.told));
        return result;
    }

    private static boolean isNamed(Trail trail, JsonNode names) {
        return names.isMissingNode()
                || names.isEmpty()
                || names.valueStream()
                        .map(JsonNode::asText)
                        .anyMatch(name -> name.equals(trail.told.get("Name").asText())
                                || name.equals(trail.told.get("TrailARN").asText()));
    }

    private ObjectNode list() {
        ObjectNode result = Results.nothing();
        ArrayNode listed = result.putArray("Trails");
        for (Trail trail : trails.values()) {
            ObjectNode one = listed.addObject();
            List.of("TrailARN", "Name", "HomeRegion").forEach(name -> one.set(name, trail.told.get(name)));
        }
        return result;
    }

    private ObjectNode logging(JsonNode asked, Call call, boolean on) {
        Trail trail = own(asked, "Name", call);
        trail.status
                .put("IsLogging", on)
                .put(on ? "StartLoggingTime" : "StopLoggingTime", call.at().getEpochSecond());
        return Results.nothing();
    }

    private static ObjectNode selectors(Trail trail) {
        ObjectNode result = Results.nothing();
        result.set("TrailARN", trail.told.get("TrailARN"));
        return result.setAll(trail.selectors);
    }

    /** What is put replaces all there was. */
    private ObjectNode putSelectors(JsonNode asked, Call call) {
        Trail trail = own(asked, "TrailName", call);
        ObjectNode next = Results.nothing();
        for (String kind : List.of("EventSelectors", "AdvancedEventSelectors")) {
            if (asked.path(kind).isArray() && !asked.path(kind).isEmpty()) {
                next.set(kind, asked.get(kind).deepCopy());
            }
        }
        if (next.size() != 1) {
            throw new ServiceError(400, "InvalidEventSelectorsException", "Give one kind of selectors.");
        }
        trail.selectors = next;
        trail.told.put("HasCustomEventSelectors", true);
        return selectors(trail);
    }

    /** Trails are changed where they are at home. */
    private Trail own(JsonNode asked, String member, Call call) {
        Trail trail = seen(asked, member, call);
        if (!trail.isIn(call.region())) {
            throw new ServiceError(
                    400,
                    "InvalidHomeRegionException",
                    "The trail's home Region is %s."
                            .formatted(trail.told.get("HomeRegion").asText()));
        }
        return trail;
    }

    private Trail seen(JsonNode asked, String member, Call call) {
        String name = asked.path(member).asText();
        return trails.values().stream()
                .filter(trail -> trail.isSeenIn(call.region()))
                .filter(trail -> name.equals(trail.told.get("Name").asText())
                        || name.equals(trail.told.get("TrailARN").asText()))
                .findFirst()
                .orElseThrow(() -> new ServiceError(
                        400,
                        "TrailNotFoundException",
                        "Unknown trail: %s for the user: %s".formatted(name, account.id())));
    }
}
