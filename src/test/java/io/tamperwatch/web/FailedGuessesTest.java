package io.tamperwatch.web;

import static io.tamperwatch.web.FailedGuesses.FORGIVEN_AFTER;
import static io.tamperwatch.web.FailedGuesses.SLIPS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FailedGuessesTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final InstantSource time = () -> now;
    private final FailedGuesses guesses = new FailedGuesses(time.withZone(ZoneOffset.UTC));

    private void failures(String address, int count) {
        for (int i = 0; i < count; i++) {
            guesses.failedFrom(address);
        }
    }

    @Test
    void takesAFewFailuresForSlipsAndMoreForGuesses() {
        failures("192.0.2.1", SLIPS - 1);

        assertThat(guesses.failedFrom("192.0.2.1")).isZero();
        assertThat(guesses.failedFrom("192.0.2.1")).isEqualTo(FORGIVEN_AFTER);
        assertThat(guesses.failedFrom("192.0.2.2")).isZero();
    }

    @Test
    void forgivesAsTimeGoesBy() {
        failures("192.0.2.1", 10 * SLIPS);

        now = now.plus(FORGIVEN_AFTER.multipliedBy(2));
        assertThat(guesses.failedFrom("192.0.2.1")).isZero();
        assertThat(guesses.failedFrom("192.0.2.1")).isPositive();

        now = now.plus(Duration.ofDays(1));
        failures("192.0.2.1", SLIPS - 1);
        assertThat(guesses.failedFrom("192.0.2.1")).isZero();
    }

    @Test
    void forgivesNothingForAClockThatGoesBack() {
        failures("192.0.2.1", SLIPS);

        now = now.minus(Duration.ofHours(1));

        assertThat(guesses.failedFrom("192.0.2.1")).isPositive();
    }

    @Test
    void takesANetworkOfIpv6ForOnePlace() {
        failures("2001:db8:0:1:aaaa:0:0:1", SLIPS);

        assertThat(guesses.failedFrom("2001:db8:0:1:bbbb:0:0:2")).isPositive();
        assertThat(guesses.failedFrom("2001:db8:0:2:aaaa:0:0:1")).isZero();
    }

    @Test
    void remembersABoundedNumberOfPlaces() {
        failures("192.0.2.1", SLIPS);
        for (int i = 0; i < FailedGuesses.PLACES; i++) {
            guesses.failedFrom("place-" + i);
        }

        assertThat(guesses.remembered()).isEqualTo(FailedGuesses.PLACES);
        assertThat(guesses.failedFrom("192.0.2.1")).isZero();
    }
}
