package io.tamperwatch.watch;

/** Where the requests of a reading wait for their turns. */
@FunctionalInterface
interface Line {

    /** Returns when it is the next request's turn. */
    void await() throws InterruptedException;
}
