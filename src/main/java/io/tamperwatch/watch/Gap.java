package io.tamperwatch.watch;

import java.time.Instant;

/**
 * A stretch of time nobody can read any more: the process was away for longer than CloudTrail keeps its event history.
 */
public record Gap(WatchKey watch, Reading reading, Instant from, Instant until, Instant noticedAt) {}
