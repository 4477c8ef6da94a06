package io.tamperwatch.finding;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether anything in the account is different after the event. */
public enum Change {
    CHANGED,
    NO_OP,
    UNKNOWN;

    /** The word used in the API and in metrics labels. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
