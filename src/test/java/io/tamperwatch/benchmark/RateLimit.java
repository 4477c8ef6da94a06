package io.tamperwatch.benchmark;

/** A bucket of tokens that holds a second's worth, as AWS limits requests. Safe for many threads. */
final class RateLimit {

    private final double perSecond;
    private final double most;
    private double tokens;
    private long atMillis;

    RateLimit(double perSecond) {
        this.perSecond = perSecond;
        this.most = Math.max(1, perSecond);
        this.tokens = most;
    }

    /** Whether a request at this time is allowed; it is counted if it is. */
    synchronized boolean allows(long millis) {
        tokens = Math.min(most, tokens + Math.max(0, millis - atMillis) * perSecond / 1000);
        atMillis = Math.max(atMillis, millis);
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
