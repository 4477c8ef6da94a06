package io.tamperwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The promise itself, on many seeded histories. {@code -Dsimulation.schedules=1000000} runs a million,
 * {@code -Dsimulation.seed=N} replays one.
 */
class SimulationTest {

    private static final Logger WATCH_LOG = Logger.getLogger("io.tamperwatch");

    private static final int SCHEDULES = Integer.getInteger("simulation.schedules", 20_000);

    @BeforeAll
    static void keepTheirComplaintsOutOfTheBuildLog() {
        WATCH_LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void letOthersBeHeard() {
        WATCH_LOG.setLevel(null);
    }

    @Test
    void findsEachEventExactlyOnceHoweverItComesAndWhateverFails() {
        AtomicLong crashes = new AtomicLong();
        AtomicLong found = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        List<String> wrong = seeds().parallel()
                .mapToObj(seed -> {
                    Simulation simulation = new Simulation(seed);
                    String verdict = simulation.run();
                    crashes.addAndGet(simulation.crashes());
                    found.addAndGet(simulation.store().findings().size());
                    refused.addAndGet(simulation.store().refused());
                    return verdict;
                })
                .filter(Objects::nonNull)
                .limit(5)
                .toList();
        assertThat(wrong)
                .as("schedules that lost, repeated or invented an event")
                .isEmpty();
        assertThat(found).as("the schedules hold events at all").hasPositiveValue();
        assertThat(refused)
                .as("the schedules have paused owners that write too late")
                .matches(times -> replayed() || times.get() > 0);
        assertThat(crashes).as("the schedules crash at all").hasPositiveValue();
    }

    private static boolean replayed() {
        return Long.getLong("simulation.seed") != null;
    }

    private static LongStream seeds() {
        Long replayed = Long.getLong("simulation.seed");
        return replayed == null ? LongStream.range(0, SCHEDULES) : LongStream.of(replayed);
    }
}
