package io.tamperwatch.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The events of one account and Region, by time and by each attribute that can be looked up. */
final class EventIndex {

    /** @param visibleAt from when on a lookup may find it */
    record Entry(HistoryEvent event, Instant visibleAt) {}

    private final ConcurrentSkipListMap<Position, Entry> all = new ConcurrentSkipListMap<>();
    private final Map<LookupQuery.Attribute, ConcurrentSkipListMap<Position, Entry>> byAttribute =
            new ConcurrentHashMap<>();

    void add(Position position, Entry entry) {
        all.put(position, entry);
        for (LookupQuery.Attribute attribute : attributes(entry.event())) {
            byAttribute.compute(attribute, (key, events) -> {
                ConcurrentSkipListMap<Position, Entry> grown = events == null ? new ConcurrentSkipListMap<>() : events;
                grown.put(position, entry);
                return grown;
            });
        }
    }

    int size() {
        return all.size();
    }

    void removeOldest() {
        Map.Entry<Position, Entry> oldest = all.pollLastEntry();
        if (oldest == null) {
            return;
        }
        for (LookupQuery.Attribute attribute : attributes(oldest.getValue().event())) {
            byAttribute.computeIfPresent(attribute, (key, events) -> {
                events.remove(oldest.getKey());
                return events.isEmpty() ? null : events;
            });
        }
    }

    /** Newest first; of everything when {@code attribute} is null. */
    ConcurrentNavigableMap<Position, Entry> events(LookupQuery.@Nullable Attribute attribute) {
        return attribute == null ? all : byAttribute.getOrDefault(attribute, new ConcurrentSkipListMap<>());
    }

    private static List<LookupQuery.Attribute> attributes(HistoryEvent event) {
        List<LookupQuery.Attribute> found = new ArrayList<>(8);
        add(found, "EventId", event.eventId());
        add(found, "EventName", event.eventName());
        add(found, "EventSource", event.eventSource());
        add(found, "ReadOnly", event.readOnly());
        add(found, "Username", event.username());
        add(found, "AccessKeyId", event.accessKeyId());
        for (HistoryEvent.Resource resource : event.resources()) {
            add(found, "ResourceType", resource.type());
            add(found, "ResourceName", resource.name());
        }
        return found;
    }

    private static void add(List<LookupQuery.Attribute> found, String key, @Nullable String value) {
        if (value != null) {
            found.add(new LookupQuery.Attribute(key, value));
        }
    }
}
