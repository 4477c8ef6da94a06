package io.tamperwatch.posture;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When an account is to be looked at: once after the start, since settings may have changed, then in every interval,
 * unless another process that uses the same store has just done it.
 */
final class PostureTimetable {

    private final Optional<Duration> every;
    private final PostureStore store;
    private final Clock clock;
    private final Map<String, Instant> examinedHere = new ConcurrentHashMap<>();

    PostureTimetable(Optional<Duration> every, PostureStore store, Clock clock) {
        this.every = every;
        this.store = store;
        this.clock = clock;
    }

    boolean isDue(String account) {
        if (every.isEmpty()) {
            return false;
        }
        Instant here = examinedHere.get(account);
        if (here == null) {
            return true;
        }
        Instant last = store.checkedAt(account).filter(here::isBefore).orElse(here);
        return !clock.instant().isBefore(last.plus(every.get()));
    }

    void examined(String account) {
        examinedHere.put(account, clock.instant());
    }
}
