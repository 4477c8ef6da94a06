package io.tamperwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTest {

    private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");

    private final VirtualTime time = new VirtualTime(START);

    @Test
    void spacesRequestsEvenlyAndWithoutABurst() throws InterruptedException {
        Pacer pacer = new Pacer(0.5, time, time);
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pacer.acquire(i % 2 == 0 ? Lane.POLL : Lane.CATCH_UP);
            seconds.add(Duration.between(START, time.instant()).toSeconds());
        }
        assertThat(seconds).containsExactly(0L, 2L, 4L, 6L);
    }

    @Test
    void doesNotSaveUpForABurstWhileNothingIsAsked() throws InterruptedException {
        Pacer pacer = new Pacer(1, time, time);
        pacer.acquire(Lane.POLL);
        time.advance(Duration.ofMinutes(1));
        pacer.acquire(Lane.POLL);
        pacer.acquire(Lane.POLL);
        assertThat(Duration.between(START, time.instant())).isEqualTo(Duration.ofSeconds(61));
    }

    @Test
    void keepsThoseApartWhoWakeUpTogether() throws InterruptedException {
        List<Long> millis = new ArrayList<>();
        boolean[] late = new boolean[1];
        // The first sleeper is woken four seconds late, when the moments of all others have passed as well.
        Pause pause = duration -> {
            time.sleep(duration);
            if (!late[0] && duration.isPositive()) {
                late[0] = true;
                time.advance(Duration.ofSeconds(4));
            }
        };
        Pacer pacer = new Pacer(1, time, pause);
        for (Lane lane : List.of(Lane.POLL, Lane.POLL, Lane.POLL, Lane.CATCH_UP, Lane.POLL)) {
            pacer.acquire(lane);
            millis.add(Duration.between(START, time.instant()).toMillis());
        }
        assertThat(millis).containsExactly(0L, 5000L, 6000L, 7000L, 8000L);
    }

    @Test
    void keepsApartAgainWhatHasWaitedForAProcessorOnTheWay() throws InterruptedException {
        Pacer pacer = new Pacer(1, time, time);
        List<Long> sent = new ArrayList<>();
        // Their turns are a second apart; the first takes 900 ms until it can be sent, the others no time.
        for (long onTheWay : List.of(900L, 0L, 0L, 0L)) {
            pacer.acquire(Lane.POLL);
            Instant turn = time.instant();
            time.advance(Duration.ofMillis(onTheWay));
            pacer.depart();
            sent.add(Duration.between(START, time.instant()).toMillis());
            // the next one's turn does not wait for this one
            time.set(turn);
        }
        assertThat(sent).containsExactly(900L, 1900L, 2900L, 3900L);
    }

    @Test
    void takesNoLongerForWhatWasLateTogether() throws InterruptedException {
        Pacer pacer = new Pacer(1, time, time);
        pacer.acquire(Lane.POLL);
        time.advance(Duration.ofMillis(500));
        pacer.depart();
        pacer.acquire(Lane.POLL);
        time.advance(Duration.ofMillis(500));
        pacer.depart();
        assertThat(Duration.between(START, time.instant())).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void departsAtOnceWhenTheClockIsSetBack() throws InterruptedException {
        Pacer pacer = new Pacer(1, time, time);
        pacer.acquire(Lane.POLL);
        pacer.depart();
        Instant back = START.minus(Duration.ofDays(1));
        time.set(back);
        pacer.depart();
        assertThat(time.instant()).isEqualTo(back);
    }

    @Test
    void waitsNoLongerThanWasBookedWhenTheClockIsSetBackMeanwhile() throws InterruptedException {
        Pacer pacer = new Pacer(1, time, time);
        pacer.acquire(Lane.POLL);
        Pacer.Booking booking = pacer.book();
        Instant back = START.minus(Duration.ofDays(1));
        time.set(back);
        pacer.await(booking);
        assertThat(time.instant()).isEqualTo(back.plusSeconds(1));
    }

    @Test
    void letsPollsGoBeforeACatchUpThatWaits() throws InterruptedException {
        List<String> order = new ArrayList<>();
        Pacer[] pacer = new Pacer[1];
        boolean[] pollCame = new boolean[1];
        // While the catch-up waits for the next free moment, a poll arrives and books it.
        Pause pause = duration -> {
            if (!pollCame[0] && duration.isPositive()) {
                pollCame[0] = true;
                pacer[0].acquire(Lane.POLL);
                order.add("poll");
                return;
            }
            time.sleep(duration);
        };
        pacer[0] = new Pacer(1, time, pause);
        pacer[0].acquire(Lane.POLL);
        pacer[0].acquire(Lane.CATCH_UP);
        order.add("catch-up");
        assertThat(order).containsExactly("poll", "catch-up");
        assertThat(Duration.between(START, time.instant())).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void letsATraceWaitForCatchUpsButNotForEver() throws InterruptedException {
        List<String> order = new ArrayList<>();
        Pacer[] pacer = new Pacer[1];
        boolean[] traceCame = new boolean[1];
        // While a catch-up waits, a trace arrives; the catch-up goes on waiting for as long as the trace is in its
        // pause.
        Pause pause = duration -> {
            time.sleep(duration);
            if (!traceCame[0]) {
                traceCame[0] = true;
                pacer[0].acquire(Lane.TRACE);
                order.add("trace at " + Duration.between(START, time.instant()).toSeconds());
            }
        };
        pacer[0] = new Pacer(1, time, pause);
        pacer[0].acquire(Lane.TRACE);
        pacer[0].acquire(Lane.CATCH_UP);
        assertThat(order).containsExactly("trace at 21");
    }

    @Test
    void givesATraceAMomentThatNobodyWants() throws InterruptedException {
        Pacer pacer = new Pacer(1, time, time);
        pacer.acquire(Lane.TRACE);
        pacer.acquire(Lane.TRACE);
        assertThat(Duration.between(START, time.instant())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void holdsEverybodyOffWhenAwsHasHadTooMuch() throws InterruptedException {
        Pacer pacer = new Pacer(1, time, time);
        pacer.acquire(Lane.POLL);
        pacer.holdOff(Duration.ofSeconds(30));
        pacer.acquire(Lane.CATCH_UP);
        assertThat(Duration.between(START, time.instant())).isEqualTo(Duration.ofSeconds(30));
    }

    /** By a day, an hour, and less than that: neither is anybody kept waiting for the old time, nor does anybody get more. */
    @Test
    void keepsItsPaceWhenTheClockIsSet() throws InterruptedException {
        Pacer pacer = new Pacer(0.5, time, time);
        pacer.acquire(Lane.POLL);
        pacer.acquire(Lane.POLL);
        for (Duration ahead :
                List.of(Duration.ofDays(-1), Duration.ofHours(-1), Duration.ofMinutes(-20), Duration.ofSeconds(-1))) {
            time.advance(ahead);
            Instant set = time.instant();
            pacer.acquire(Lane.POLL);
            pacer.acquire(Lane.CATCH_UP);
            assertThat(Duration.between(set, time.instant()))
                    .as("after " + ahead)
                    .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        }
        time.advance(Duration.ofHours(1));
        Instant set = time.instant();
        pacer.acquire(Lane.CATCH_UP);
        pacer.acquire(Lane.POLL);
        assertThat(Duration.between(set, time.instant())).isEqualTo(Duration.ofSeconds(2));
    }
}
