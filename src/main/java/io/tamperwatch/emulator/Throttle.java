package io.tamperwatch.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A token bucket for each account and Region, filled by the emulator's clock; it holds one second's worth. */
final class Throttle {

    private record Bucket(double tokens, Instant at) {}

    private final Map<Scope, Bucket> buckets = new HashMap<>();
    private double perSecond;

    Throttle(double perSecond) {
        this.perSecond = perSecond;
    }

    /** @param perSecond infinite for no limit */
    synchronized void rate(double perSecond) {
        this.perSecond = perSecond;
        buckets.clear();
    }

    /** @throws ServiceError when there are more requests than allowed */
    synchronized void request(Scope scope, Instant now) {
        if (Double.isInfinite(perSecond)) {
            return;
        }
        double tokens = refilled(scope, now);
        if (tokens < 1) {
            throw new ServiceError(400, "ThrottlingException", "Rate exceeded");
        }
        buckets.put(scope, new Bucket(tokens - 1, now));
    }

    private double refilled(Scope scope, Instant now) {
        double most = Math.max(1, perSecond);
        Bucket bucket = buckets.get(scope);
        if (bucket == null) {
            return most;
        }
        double seconds = Math.max(0, Duration.between(bucket.at(), now).toNanos() / 1e9);
        return Math.min(most, bucket.tokens() + seconds * perSecond);
    }
}
