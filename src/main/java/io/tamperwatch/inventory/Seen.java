package io.tamperwatch.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A thing and when it was seen to be so.
 *
 * @param firstSeen when it was first seen to be exactly so
 * @param lastSeen when it was last seen to be exactly so
 * @param goneAt when it was first seen to be otherwise, or not there; null while it is so
 */
public record Seen<T extends Held>(
        T held,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable Instant goneAt) {}
