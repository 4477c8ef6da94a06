package io.tamperwatch.account;

import java.time.Duration;

/** The organization whose accounts are to be watched. */
public interface Organization {

    /** Whether there is one to ask. */
    boolean isConfigured();

    /** Time from one listing to the next. */
    Duration every();

    /** Every account and whether it is to be watched; takes as long as its requests take and never throws because of them. */
    Listing<Member> list();
}
