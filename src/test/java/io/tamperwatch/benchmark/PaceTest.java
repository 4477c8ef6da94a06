package io.tamperwatch.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void isKeptByRequestsAnIntervalApart() {
        assertThat(Pace.of(new long[] {0, 1000, 2000, 62_000}, 1))
                .isEqualTo(new Pace(1, Duration.ZERO, Duration.ofSeconds(60)));
    }

    @Test
    void isExceededByWhatComesTogether() {
        assertThat(Pace.of(new long[] {5000, 5000, 5001}, 1))
                .isEqualTo(new Pace(3, Duration.ofMillis(1999), Duration.ofMillis(1)));
    }

    @Test
    void addsUpWhatIsAlwaysALittleTooFast() {
        long[] times = new long[101];
        for (int i = 0; i < times.length; i++) {
            times[i] = i * 990L;
        }

        assertThat(Pace.of(times, 1).ahead()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void savesNothingUpInAPause() {
        assertThat(Pace.of(new long[] {0, 100_000, 100_100}, 1).ahead()).isEqualTo(Duration.ofMillis(900));
    }

    @Test
    void countsASecondFromWhereverItBegins() {
        assertThat(Pace.of(new long[] {900, 1400, 1899, 1900}, 2).mostInASecond())
                .isEqualTo(3);
    }

    @Test
    void doesNotMindTheOrder() {
        assertThat(Pace.of(new long[] {2000, 0, 500}, 2)).isEqualTo(Pace.of(new long[] {0, 500, 2000}, 2));
    }
}
