package io.tamperwatch.watch;

import java.util.List;

/** Where the events of a page go. */
@FunctionalInterface
interface PageSink {

    /**
     * Stores everything a page holds, before it returns.
     *
     * @throws io.tamperwatch.finding.StoreUnavailable when that was not possible; nothing of the page was stored
     */
    void accept(List<LookedUpEvent> events);

    /** Whether the pages behind the last one are wanted; asked only where there are any. */
    default boolean wantsMore() {
        return true;
    }
}
