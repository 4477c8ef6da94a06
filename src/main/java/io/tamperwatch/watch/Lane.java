package io.tamperwatch.watch;

/** The streams of work that share a budget, the most urgent first. */
enum Lane {
    POLL,
    CATCH_UP,
    TRACE
}
