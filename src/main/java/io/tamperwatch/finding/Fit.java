package io.tamperwatch.finding;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How well a scenario explains a finding. */
public enum Fit {
    LIKELY,
    POSSIBLE,
    UNLIKELY;

    /** The word used in the API and in metrics labels. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
