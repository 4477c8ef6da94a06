package io.tamperwatch.finding;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a finding stands in its life. {@link Move} says how it gets from one to the other. */
public enum Status {
    /** Nobody has it yet. */
    OPEN,
    /** Somebody has it. */
    ACKNOWLEDGED,
    /** Dealt with. */
    RESOLVED,
    /** Expected, as a {@link Suppression} says: still listed and counted, but it asks nobody for anything. */
    SUPPRESSED;

    /** The word used in the API and in metrics labels. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
