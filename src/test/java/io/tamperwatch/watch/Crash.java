package io.tamperwatch.watch;

/** The simulated process dies here; nothing after this point of it happens. */
final class Crash extends Error {

    private static final long serialVersionUID = 1L;

    Crash() {
        super("simulated crash", null, false, false);
    }
}
