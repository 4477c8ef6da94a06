package io.tamperwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
        assertThat(rota.due(START)).containsExactly(new Rota.Moment(only, START));
        List<Instant> polls = moments(rota, START.plusSeconds(1), Duration.ofHours(1));
        assertThat(polls.getFirst()).isBeforeOrEqualTo(START.plus(MINUTE));
        assertThat(polls).hasSize(60);
        for (int i = 1; i < polls.size(); i++) {
            assertThat(Duration.between(polls.get(i - 1), polls.get(i)))
                    .as("told beforehand, so that a look a second is no later than that")
                    .isEqualTo(MINUTE);
        }
    }

    /** Looks once a second, now and then a little late. */
    private static List<Instant> moments(Rota rota, Instant from, Duration length) {
        List<Instant> polls = new ArrayList<>();
        for (long i = 0; i < length.toSeconds(); i++) {
            Instant look = from.plusSeconds(i).plusMillis(i * 7 % 100);
            List<Rota.Moment> due = rota.due(look);
            due.forEach(moment -> {
                assertThat(moment.at()).isBetween(look.minusMillis(100), look.plus(Rota.LOOK));
                polls.add(moment.at());
            });
        }
        return polls;
    }

    @Test
    void spreadsAThousandOverTheInterval() {
        List<WatchKey> thousand = watches(1_000);
        rota.soon(thousand, START);
        Map<WatchKey, Integer> first = new HashMap<>();
        for (int second = 0; second < 60; second++) {
            List<Rota.Moment> due = rota.due(START.plusSeconds(second));
            assertThat(due).as("second " + second).hasSizeLessThan(60);
            int at = second;
            due.forEach(moment -> first.putIfAbsent(moment.watch(), at));
        }
        assertThat(first.keySet()).as("all within the interval").containsExactlyInAnyOrderElementsOf(thousand);
        int all = 0;
        for (int second = 60; second < 120; second++) {
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
        Instant back = START.minus(Duration.ofDays(1));
        assertThat(rota.due(back)).containsExactly(new Rota.Moment(only, back));
        assertThat(moments(rota, back.plusSeconds(1), MINUTE)).hasSize(1);
    }

    @Test
    void waitsForAMomentButNotForOneThatHasMovedAway() throws InterruptedException {
        VirtualTime time = new VirtualTime(START);
        Rota.Moment moment = new Rota.Moment(watches(1).getFirst(), START.plusMillis(300));
        moment.await(time, time);
        assertThat(time.instant()).isEqualTo(START.plusMillis(300));
        time.advance(Duration.ofSeconds(5));
        moment.await(time, time);
        assertThat(time.instant()).as("it has passed").isEqualTo(START.plusMillis(5300));
        Instant back = START.minus(Duration.ofDays(1));
        time.set(back);
        moment.await(time, time);
        assertThat(time.instant()).as("the clock was set back").isEqualTo(back.plus(Rota.LOOK));
    }
}
