package io.tamperwatch.catalogue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How grave a finding is, gravest first. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    INFO;

    /** The word used in the API, in metrics labels and in the catalogue's files. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
