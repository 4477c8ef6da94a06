package io.tamperwatch.inventory;

import io.tamperwatch.finding.Change;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether an event changed anything.
 *
 * @param why in a sentence
 * @param seenBefore when the target was last seen before the event
 * @param seenAfter when it was seen after the event
 */
record ChangeVerdict(
        Change change,
        String why,
        @Nullable Instant seenBefore,
        @Nullable Instant seenAfter) {}
