package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Event data stores of CloudTrail Lake. One that was deleted waits and can be restored. */
final class EventDataStores implements TrailFamily {

    private static final String PROTECTED = "TerminationProtectionEnabled";

    private final Account account;

    /** By ARN. */
    private final Map<String, ObjectNode> stores = new TreeMap<>();

    EventDataStores(Account account) {
        this.account = account;
    }

    @Override
    public @Nullable ObjectNode run(String action, JsonNode asked, Call call) {
        return switch (action) {
            case "CreateEventDataStore" -> create(asked, call);
            case "UpdateEventDataStore" -> update(asked, call);
            case "DeleteEventDataStore" -> delete(asked, call);
            case "RestoreEventDataStore" -> restore(asked, call);
            case "GetEventDataStore" -> existing(asked, call);
            case "ListEventDataStores" -> list(call);
            default -> null;
        };
    }

    private ObjectNode create(JsonNode asked, Call call) {
        String arn = account.arn("cloudtrail", call.region(), "eventdatastore/" + Ids.uuid());
        ObjectNode store = Results.nothing()
                .put("EventDataStoreArn", arn)
                .put("Name", asked.path("Name").asText())
                .put("Status", "ENABLED")
                .put("MultiRegionEnabled", asked.path("MultiRegionEnabled").asBoolean(true))
                .put("OrganizationEnabled", false)
                .put("RetentionPeriod", asked.path("RetentionPeriod").asInt(366))
                .put(PROTECTED, asked.path(PROTECTED).asBoolean(true))
                .put("CreatedTimestamp", call.at().getEpochSecond())
                .put("UpdatedTimestamp", call.at().getEpochSecond());
        stores.put(arn, store);
        return store;
    }

    private ObjectNode update(JsonNode asked, Call call) {
        ObjectNode store = existing(asked, call);
        if (asked.path(PROTECTED).isBoolean()) {
            store.put(PROTECTED, asked.get(PROTECTED).booleanValue());
        }
        return store.put("UpdatedTimestamp", call.at().getEpochSecond());
    }

    private ObjectNode delete(JsonNode asked, Call call) {
        ObjectNode store = existing(asked, call);
        if (store.get(PROTECTED).asBoolean()) {
            throw new ServiceError(
                    400, "EventDataStoreTerminationProtectedException", "Termination protection is enabled.");
        }
        store.put("Status", "PENDING_DELETION");
        return Results.nothing();
    }

    private ObjectNode restore(JsonNode asked, Call call) {
        ObjectNode store = existing(asked, call);
        if (!store.get("Status").asText().equals("PENDING_DELETION")) {
            throw new ServiceError(
                    400, "InvalidEventDataStoreStatusException", "The event data store is not pending deletion.");
        }
        return store.put("Status", "ENABLED");
    }

    private ObjectNode list(Call call) {
        ObjectNode result = Results.nothing();
        ArrayNode listed = result.putArray("EventDataStores");
        stores.values().stream()
                .filter(store -> isIn(store, call))
                .forEach(store -> listed.add(store.deepCopy().retain(List.of("EventDataStoreArn", "Name"))));
        return result;
    }

    private ObjectNode existing(JsonNode asked, Call call) {
        String named = asked.path("EventDataStore").asText();
        return stores.values().stream()
                .filter(store -> isIn(store, call))
                .filter(store -> {
                    String arn = store.get("EventDataStoreArn").asText();
                    return arn.equals(named) || arn.endsWith("/" + named);
                })
                .findFirst()
                .orElseThrow(() -> new ServiceError(
                        400, "EventDataStoreNotFoundException", "The event data store was not found."));
    }

    private static boolean isIn(ObjectNode store, Call call) {
        return store.get("EventDataStoreArn").asText().split(":", 6)[3].equals(call.region());
    }
}
