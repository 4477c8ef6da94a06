package io.tamperwatch.scan;

import io.tamperwatch.catalogue.Catalogue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells from two members of a record whether the rest of it is worth a look: nearly none is. */
final class Interest {

    private final Map<String, Set<String>> namesBySource = new HashMap<>();

    Interest(Catalogue catalogue) {
        catalogue
                .detections()
                .forEach(detection -> namesBySource
                        .computeIfAbsent(detection.eventSource(), _ -> new HashSet<>())
                        .addAll(detection.eventNames()));
    }

    /**
     * Whether a record may be one for the detections, as far as is known of it.
     *
     * @param eventSource null when not known yet
     * @param eventName null when not known yet
     */
    boolean mayBe(@Nullable String eventSource, @Nullable String eventName) {
        if (eventSource == null) {
            return true;
        }
        Set<String> names = namesBySource.get(eventSource);
        return names != null && (eventName == null || names.contains(eventName));
    }
}
