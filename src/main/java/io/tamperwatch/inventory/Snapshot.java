package io.tamperwatch.inventory;

import java.time.Instant;
import java.util.List;

/**
 * How a snapshot of one account went.
 *
 * @param changed things that are new or other than before
 * @param gaps what it lacks; empty when it is whole
 */
record Snapshot(String account, Instant startedAt, Instant endedAt, int changed, List<Gap> gaps) {

    Snapshot {
        gaps = List.copyOf(gaps);
    }
}
