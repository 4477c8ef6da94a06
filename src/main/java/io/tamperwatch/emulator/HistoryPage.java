package io.tamperwatch.emulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the event history.
 *
 * @param nextToken null on the last page
 */
public record HistoryPage(
        List<HistoryEvent> events, @Nullable String nextToken) {

    public HistoryPage {
        events = List.copyOf(events);
    }
}
