package io.tamperwatch.posture;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a check stands. */
public enum Status {
    PASS,
    FAIL,
    UNKNOWN;

    /** The word used in the API. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
