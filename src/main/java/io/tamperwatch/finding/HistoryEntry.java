package io.tamperwatch.finding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a finding.
 *
 * @param what {@code detected}, {@code amended} …
 * @param who the person or token that did it; null when the product itself did
 */
public record HistoryEntry(
        Instant at,
        String what,
        @Nullable String who,
        @Nullable String note) {}
