package io.tamperwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {

    @Test
    void waitsLongerAfterEachFailureUpToHalfAMinute() {
        BackOff backOff = new BackOff(new Random(7));
        int[] ceilings = {1, 2, 4, 8, 16, 30, 30, 30};
        IntStream.rangeClosed(1, ceilings.length).forEach(failures -> {
            Duration ceiling = Duration.ofSeconds(ceilings[failures - 1]);
            IntStream.range(0, 200)
                    .forEach(ignored -> assertThat(backOff.after(failures)).isBetween(ceiling.dividedBy(2), ceiling));
        });
    }

    @Test
    void spreadsThoseThatFailedTogether() {
        BackOff backOff = new BackOff(new Random(7));
        long different = IntStream.range(0, 100)
                .mapToObj(ignored -> backOff.after(5))
                .distinct()
                .count();
        assertThat(different).isGreaterThan(50);
    }
}
