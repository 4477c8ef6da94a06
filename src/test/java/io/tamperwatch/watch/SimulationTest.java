package io.tamperwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.watch.Simulation.Mishappened;
import io.tamperwatch.watch.Simulation.Usual;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The promise itself, on many seeded histories, and what the usual poller makes of the same. {@code
 * -Dsimulation.schedules=1000000} runs a million, {@code -Dsimulation.seed=N} replays one; {@code
 * src/test/benchmark/simulation} does either and prints what came of it.
 */
@Tag("simulation")
class SimulationTest {

    private static final List<Logger> LOGS =
            List.of(Logger.getLogger("io.tamperwatch"), Logger.getLogger("io.micrometer"));

    private static final int SCHEDULES = Integer.getInteger("simulation.schedules", 20_000);

    /** For a million in parts. */
    private static final long FIRST = Long.getLong("simulation.first", 0);

    @BeforeAll
    static void keepTheirComplaintsOutOfTheBuildLog() {
        LOGS.forEach(log -> log.setLevel(Level.OFF));
    }

    @AfterAll
    static void letOthersBeHeard() {
        LOGS.forEach(log -> log.setLevel(null));
    }

    @Test
    void findsEachEventExactlyOnceHoweverItComesAndWhateverFails() {
        AtomicLong found = new AtomicLong();
        AtomicReference<Mishappened> mishappened = new AtomicReference<>(new Mishappened(0, 0, 0, 0, 0, 0, 0, 0));
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        long begin = System.nanoTime();
        seeds().parallel().forEach(seed -> {
            Simulation simulation = new Simulation(seed);
            String verdict = simulation.run();
            mishappened.accumulateAndGet(simulation.mishappened(), Mishappened::plus);
            found.addAndGet(simulation.store().findings().size());
            if (verdict != null) {
                wrong.add(verdict);
            }
        });
        tell("tamperwatch: %,d schedules, %,d findings, %,d schedules lost, repeated or invented one; %s; %d s%n"
                .formatted(
                        seeds().count(),
                        found.get(),
                        wrong.size(),
                        mishappened.get(),
                        Duration.ofNanos(System.nanoTime() - begin).toSeconds()));
        assertThat(wrong.stream().limit(5))
                .as("schedules that lost, repeated or invented an event; replay one with -Dsimulation.seed=N")
                .isEmpty();
        assertThat(found).as("the schedules hold events at all").hasPositiveValue();
        assertThat(mishappened.get())
                .as("everything that can go wrong does")
                .matches(it -> isReplay()
                        || it.crashes() > 0
                                && it.cuts() > 0
                                && it.pauses() > 0
                                && it.outages() > 0
                                && it.refused() > 0
                                && it.unsure() > 0
                                && it.failOvers() > 0
                                && it.outdated() > 0);
    }

    @Test
    void theUsualPollerLosesAndRepeatsEventsInTheSameHistories() {
        AtomicLong told = new AtomicLong();
        AtomicLong lost = new AtomicLong();
        AtomicLong twice = new AtomicLong();
        AtomicLong right = new AtomicLong();
        usualSeeds().parallel().forEach(seed -> {
            Usual usual = new Simulation(seed).runUsual();
            told.addAndGet(usual.told());
            lost.addAndGet(usual.lost());
            twice.addAndGet(usual.twice());
            right.addAndGet(usual.lost() + usual.twice() == 0 ? 1 : 0);
        });
        tell(
                "usual poller: %,d schedules, %,d events told of, %,d lost, %,d told of more than once; %,d schedules right%n"
                        .formatted(usualSeeds().count(), told.get(), lost.get(), twice.get(), right.get()));
        assertThat(List.of(lost.get() > 0, twice.get() > 0))
                .as("the simulated CloudTrail is hard enough to tell a poller that loses from one that does not")
                .matches(both -> isReplay() || both.equals(List.of(true, true)));
    }

    private static void tell(String result) {
        if (Boolean.getBoolean("simulation.tell")) {
            System.out.print(result);
        }
    }

    private static boolean isReplay() {
        return Long.getLong("simulation.seed") != null;
    }

    private static LongStream seeds() {
        Long replayed = Long.getLong("simulation.seed");
        return replayed == null ? LongStream.range(FIRST, FIRST + SCHEDULES) : LongStream.of(replayed);
    }

    /** In a build a few are enough to know. */
    private static LongStream usualSeeds() {
        return Boolean.getBoolean("simulation.tell") ? seeds() : seeds().limit(1_000);
    }
}
