package io.tamperwatch.web;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers from where wrong tokens come, so that their answers can be made to come late. Whoever has a valid token is never
 * slowed, be it from the same address: behind an ingress all share one.
 */
@Singleton
class FailedGuesses {

    /** Wrong tokens from one place in a row that are taken for slips. */
    static final int SLIPS = 30;

    /** After this long one more slip is forgiven. */
    static final Duration FORGIVEN_AFTER = Duration.ofSeconds(6);

    /** Places remembered at once; the one not heard of for longest is forgotten first. */
    static final int PLACES = 10_000;

    /** Failures of a place: how many count at that instant. */
    private record Failures(double count, Instant at) {

        double countAt(Instant now) {
            double forgiven = (double) Duration.between(at, now).toMillis() / FORGIVEN_AFTER.toMillis();
            return Math.max(0, count - Math.max(0, forgiven));
        }
    }

    private final Clock clock;
    private final Map<String, Failures> places = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > PLACES;
        }
    };

    FailedGuesses(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts a failure.
     *
     * @return how long the place should wait before it tries again; zero while its failures may be slips
     */
    synchronized Duration failedFrom(String address) {
        Instant now = clock.instant();
        String place = place(address);
        Failures before = places.get(place);
        double count = Math.min((before == null ? 0 : before.countAt(now)) + 1, SLIPS + 1.0);
        places.put(place, new Failures(count, now));
        return count > SLIPS ? FORGIVEN_AFTER : Duration.ZERO;
    }

    synchronized int remembered() {
        return places.size();
    }

    /** An IPv6 address's first 64 bits: whoever has one address of such a network has them all. */
    private static String place(String address) {
        if (!address.contains(":")) {
            return address;
        }
        String[] groups = address.split(":", -1);
        return String.join(":", Arrays.copyOf(groups, Math.min(4, groups.length)));
    }
}
