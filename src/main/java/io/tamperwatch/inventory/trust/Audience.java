package io.tamperwatch.inventory.trust;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a role's trust relates to one client ID of a provider; what lets in more comes first. */
public enum Audience {
    /** No condition on the audience: every client ID the provider has. */
    ANY,
    /** Asked about the provider as a whole: the audiences the policy names. */
    NAMED,
    /** The client ID matches a pattern. */
    PATTERN,
    /** The client ID is one of several that are named. */
    AMONG,
    /** The client ID is named, and no other. */
    EXACT,
    /** Depends on something that is only known when a request is made. */
    UNDECIDED,
    /** The client ID is named as one that is not let in. */
    EXCLUDED,
    /** Other audiences are asked for. */
    OTHER,
    /** The policy does not trust the provider at all. */
    NONE;

    /** The word used in the API. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
