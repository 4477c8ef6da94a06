package io.tamperwatch.watch;

import java.util.Optional;

/** Where events are looked up. */
public interface EventSource {

    /**
     * Gets what a request needs beforehand, such as credentials: a request whose turn has come is then sent at once, not behind
     * something that takes seconds, together with those whose turns came meanwhile.
     *
     * @return why no request can be made; empty when one can
     */
    default Optional<LookupOutcome.Failure> prepare(WatchKey watch) {
        return Optional.empty();
    }

    /**
     * Asks for one page and waits for it. Makes exactly one request: pacing and repeating are the caller's business.
     * Never throws for anything the service or the network does.
     *
     * @param departure to be waited for when nothing is left to be done before the request is sent
     */
    LookupOutcome lookup(LookupRequest request, Departure departure);
}
