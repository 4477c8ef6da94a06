package io.tamperwatch.finding;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What AWS answered to the call. */
public enum Outcome {
    SUCCEEDED,
    DENIED,
    FAILED;

    /** The word used in the API and in metrics labels. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
