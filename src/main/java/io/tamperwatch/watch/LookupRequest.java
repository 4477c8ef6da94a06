package io.tamperwatch.watch;

import org.jspecify.annotations.Nullable;

/**
 * One page asked of an event source.
 *
 * @param nextToken from the page before; null for the first. Only valid with the same reading and window.
 */
public record LookupRequest(
        WatchKey watch,
        Reading reading,
        Window window,
        @Nullable String nextToken) {}
