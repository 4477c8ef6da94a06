package io.tamperwatch.finding;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a finding stands in its life. */
public enum Status {
    OPEN,
    ACKNOWLEDGED,
    RESOLVED,
    SUPPRESSED;

    /** The word used in the API and in metrics labels. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
