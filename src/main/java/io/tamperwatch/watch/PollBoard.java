package io.tamperwatch.watch;

import io.tamperwatch.watch.WatchReport.PollReport;
import java.util.Map;

/**
 * Where replicas tell each other how their polls went, so that each can tell of all watches. Methods throw {@link
 * io.tamperwatch.finding.StoreUnavailable} as those of {@link CheckpointStore} do.
 */
public interface PollBoard {

    /** Puts these in place of what was known of the same watches. */
    void post(Map<WatchKey, PollReport> polls);

    /** The latest poll of each watch that was ever posted. */
    Map<WatchKey, PollReport> read();
}
