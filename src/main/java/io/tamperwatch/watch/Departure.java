package io.tamperwatch.watch;

/**
 * The last moment before a request is sent. Requests whose turns lie apart may then wait for a processor, and would reach the
 * service together; here they are kept apart again.
 */
@FunctionalInterface
public interface Departure {

    /** Returns once the request may be sent, and has to be sent at once. */
    void await() throws InterruptedException;
}
