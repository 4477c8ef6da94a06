package io.tamperwatch.web;

import io.quarkus.security.identity.SecurityIdentity;

/** Who may call what; each role may do what those before it may. */
public final class Roles {

    /** Sees everything but raw records. */
    public static final String VIEWER = "viewer";

    /** Sees raw records and changes findings. */
    public static final String RESPONDER = "responder";

    /** Everything. */
    public static final String ADMIN = "admin";

    private Roles() {}

    /** Whether the caller may see raw records and change findings. */
    public static boolean mayAct(SecurityIdentity caller) {
        return caller.hasRole(RESPONDER);
    }
}
