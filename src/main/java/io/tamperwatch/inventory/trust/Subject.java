package io.tamperwatch.inventory.trust;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which subjects a role's trust lets in; what lets in more comes first. */
public enum Subject {
    /** No condition on the subject: everybody the provider vouches for. */
    ANY,
    /** All but those that are named. */
    EXCLUDING,
    /** Those that match a pattern. */
    PATTERN,
    /** Those that are named. */
    EXACT,
    /** Depends on something that is only known when a request is made. */
    UNDECIDED,
    /** The conditions contradict each other, so that no subject is let in. */
    NONE;

    /** The word used in the API. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
