package io.tamperwatch.watch;

/** The two streams of work of a watch, the more urgent first. */
enum Lane {
    POLL,
    CATCH_UP
}
