package io.tamperwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RotaTest {

    private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Rota rota = new Rota(MINUTE);

    private static List<WatchKey> watches(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new WatchKey("account-" + i, "us-east-1"))
                .toList();
    }

    @Test
    void pollsWhatIsNewAtOnceAndThenOnceInEveryInterval() {
        WatchKey only = watches(1).getFirst();
        rota.soon(List.of(only), START);
        Instant last = START;
        assertThat(rota.due(START)).containsExactly(only);
        int polls = 0;
        for (Instant now = START.plusSeconds(1); now.isBefore(START.plusSeconds(3_601)); now = now.plusSeconds(1)) {
            if (!rota.due(now).isEmpty()) {
                assertThat(Duration.between(last, now)).isLessThanOrEqualTo(MINUTE.plusSeconds(1));
                last = now;
                polls++;
            }
        }
        assertThat(polls).isBetween(60, 61);
    }

    @Test
    void spreadsAThousandOverTheInterval() {
        List<WatchKey> thousand = watches(1_000);
        rota.soon(thousand, START);
        Map<WatchKey, Integer> first = new HashMap<>();
        for (int second = 0; second <= 16; second++) {
            List<WatchKey> due = rota.due(START.plusSeconds(second));
            assertThat(due).as("second " + second).hasSizeLessThan(120);
            int at = second;
            due.forEach(watch -> first.putIfAbsent(watch, at));
        }
        assertThat(first.keySet())
                .as("all within a quarter of the interval")
                .containsExactlyInAnyOrderElementsOf(thousand);
        for (int second = 17; second < 77; second++) {
            rota.due(START.plusSeconds(second));
        }
        int all = 0;
        for (int second = 77; second < 137; second++) {
            int due = rota.due(START.plusSeconds(second)).size();
            assertThat(due).as("second " + second).isBetween(3, 40);
            all += due;
        }
        assertThat(all).isEqualTo(1_000);
    }

    @Test
    void isNotStoppedByAClockThatIsSetBack() {
        WatchKey only = watches(1).getFirst();
        rota.soon(List.of(only), START);
        rota.due(START);
        assertThat(rota.due(START.minus(Duration.ofDays(1)))).containsExactly(only);
        assertThat(rota.due(START.minus(Duration.ofDays(1)).plus(MINUTE))).containsExactly(only);
    }
}
