package io.tamperwatch.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.emulator.TestingClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostureTimetableTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final TestingClock clock = new TestingClock(Accounts.NOW);
    private final TestingPostureStore store = new TestingPostureStore();

    @Test
    void looksOnceAfterTheStartAndThenInEveryInterval() {
        var timetable = new PostureTimetable(Optional.of(HOUR), store, clock);
        kept();
        assertThat(timetable.isDue("prod")).isTrue();
        timetable.examined("prod");
        assertThat(timetable.isDue("prod")).isFalse();
        clock.advance(HOUR.minusSeconds(1));
        assertThat(timetable.isDue("prod")).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(timetable.isDue("prod")).isTrue();
    }

    @Test
    void waitsWhenAnotherProcessHasJustLooked() {
        var timetable = new PostureTimetable(Optional.of(HOUR), store, clock);
        timetable.examined("prod");
        clock.advance(Duration.ofMinutes(50));
        kept();
        clock.advance(Duration.ofMinutes(20));
        assertThat(timetable.isDue("prod")).isFalse();
        clock.advance(Duration.ofMinutes(40));
        assertThat(timetable.isDue("prod")).isTrue();
    }

    @Test
    void neverLooksWhenSwitchedOff() {
        assertThat(new PostureTimetable(Optional.empty(), store, clock).isDue("prod"))
                .isFalse();
    }

    private void kept() {
        store.keep(List.of(new Judged("prod", "root-mfa", clock.instant(), new Verdict.Pass("x"))));
    }
}
