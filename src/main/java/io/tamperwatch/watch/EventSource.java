package io.tamperwatch.watch;

/** Where events are looked up. */
public interface EventSource {

    /**
     * Asks for one page and waits for it. Makes exactly one request: pacing and repeating are the caller's business.
     * Never throws for anything the service or the network does.
     */
    LookupOutcome lookup(LookupRequest request);
}
