package io.tamperwatch.rights;

import java.util.Locale;

/** How much of the product an account's permissions switch on; each tier needs those before it. */
public enum Tier {
    /** Events become findings. */
    DETECT,
    /** Findings say what changed, what it broke and how to undo it. */
    EXPLAIN,
    /** The standing state of the account is checked. */
    POSTURE;

    /** The word used in the API, in metrics labels and as the name of a policy file. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
