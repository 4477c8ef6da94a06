package io.tamperwatch.web;

/** Who may call what; each role may do what those before it may. */
final class Roles {

    /** Sees everything but raw records. */
    static final String VIEWER = "viewer";

    /** Sees raw records and changes findings. */
    static final String RESPONDER = "responder";

    /** Everything. */
    static final String ADMIN = "admin";

    private Roles() {}
}
