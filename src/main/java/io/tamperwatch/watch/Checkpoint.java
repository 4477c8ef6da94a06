package io.tamperwatch.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one reading of a watch is complete; stored. All instants are whole seconds, like CloudTrail's event times.
 *
 * @param origin where the first back-fill began: nothing older is ever read
 * @param head end of the newest window a poll has read to its end
 * @param sweptAt when the last finished catch-up began: what had become visible by then, no later than the sweep window
 *     after it happened, has been read
 * @param catchUp what is being read behind the head; null when nothing is
 */
public record Checkpoint(
        WatchKey watch,
        Reading reading,
        Instant origin,
        Instant head,
        Instant sweptAt,
        @Nullable CatchUp catchUp) {

    /**
     * Everything that happened before this instant, and was visible when it was read, has been stored. What happened in
     * the very second may not have been: events of the second in which a poll reads are still being made.
     */
    public Instant completeUntil() {
        if (catchUp == null || catchUp.kind() == CatchUp.Kind.SWEEP) {
            return head;
        }
        return catchUp.reached().isAfter(catchUp.completeBefore()) ? catchUp.reached() : catchUp.completeBefore();
    }
}
