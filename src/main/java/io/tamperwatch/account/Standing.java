package io.tamperwatch.account;

import java.util.Locale;

/** Whether an account of the organization is to be watched, and why not. */
public enum Standing {
    WATCHED("it is watched"),
    PENDING("AWS has not activated the account yet"),
    SUSPENDED("AWS has suspended the account or is closing it"),
    EXCLUDED("tamperwatch.organization.exclude leaves the account out"),
    CONFIGURED("the account is watched under a name of its own, in tamperwatch.accounts"),
    REMOVED("the account is not in the organization any more, or not in the units that are watched");

    private final String why;

    Standing(String why) {
        this.why = why;
    }

    /** One sentence's part for an operator. */
    public String why() {
        return why;
    }

    /** The word used in metrics and logs. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
