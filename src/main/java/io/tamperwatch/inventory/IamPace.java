package io.tamperwatch.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How fast this process asks each account's IAM, whoever in it asks: snapshots, looks at posture and the check of rights book
 * their requests here, so that together they stay within one budget. Safe for many threads.
 */
@ApplicationScoped
public class IamPace {

    private final Duration interval;
    private final Clock clock;
    private final Map<String, Instant> nextFree = new ConcurrentHashMap<>();

    @Inject
    IamPace(InventoryConfig config, Clock clock) {
        this(InventorySettings.of(config).budget(), clock);
    }

    /** @param requestsPerSecond to each account */
    public IamPace(double requestsPerSecond, Clock clock) {
        this.interval = Duration.ofNanos((long) (1_000_000_000 / requestsPerSecond));
        this.clock = clock;
    }

    /** Takes the account's next free request; it may be made after so long. */
    public Duration book(String account) {
        Instant now = clock.instant();
        Instant after = nextFree.merge(
                account, now.plus(interval), (free, alone) -> free.isBefore(now) ? alone : free.plus(interval));
        return Duration.between(now, after.minus(interval));
    }

    /** How long so many requests take when nobody else asks and none has to be repeated. */
    Duration time(long requests) {
        return interval.multipliedBy(requests);
    }
}
