package io.tamperwatch.account;

import java.util.Locale;

/** Why there is no list. */
public enum Trouble {
    /** AWS does not let this process. */
    DENIED,
    /** There are no credentials, or none that are good. */
    CREDENTIALS,
    /** Too many requests, of whomever. */
    THROTTLED,
    /** No answer, or none that could be read. */
    UNAVAILABLE,
    /** AWS does not take the request: settings name something that is not there. */
    REJECTED;

    /** The word used in metrics and logs. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
