package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.EmulatorRequest;
import io.tamperwatch.emulator.ServiceName;
import io.tamperwatch.store.TestingPostgres;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is killed again and again while it reads the past: after how many lookups is drawn from a seed, and
 * whether the last of them was already answered. Neither the kill nor anything else waits for the clock.
 */
class KillIT {

    /** Starting a JVM costs seconds, the executable a tenth of one. As many as one likes: {@code -Dkills=500}. */
    private static final int KILLS = Integer.getInteger("kills", BuiltProduct.isNative() ? 20 : 5);

    /** Enough that no kill comes after the end of the back-fill. */
    private static final int EVENTS = 300 * Math.max(KILLS, 10);

    private static final Duration PAST = Duration.ofDays(7);

    /** A process that gets about as far as this finishes a slice of a day; most get less far. */
    private static final int MOST_LOOKUPS = 25;

    @TempDir
    Path directory;

    private final AwsEmulator aws = AwsEmulator.start(Clock.systemUTC());

    @Test
    void losesNothingAndRepeatsNothingOnSqlite() {
        survives(new Random(1), launch -> launch);
    }

    @Test
    void losesNothingAndRepeatsNothingOnPostgresql() {
        Optional<TestingPostgres> started = TestingPostgres.start();
        assumeTrue(started.isPresent(), "no PostgreSQL server is installed");
        try (TestingPostgres postgres = started.get()) {
            String url = postgres.newDatabase();
            survives(
                    new Random(2),
                    launch -> launch.set("tamperwatch.store", "postgresql")
                            .set("tamperwatch.postgresql.url", url)
                            .set("tamperwatch.postgresql.username", TestingPostgres.USER));
        }
    }

    private void survives(Random random, UnaryOperator<Launch> store) {
        try (aws) {
            aws.lookupRate(Double.POSITIVE_INFINITY);
            Set<String> happened = history(random);
            for (int kill = 1; kill <= KILLS; kill++) {
                killAfter(1 + random.nextInt(MOST_LOOKUPS), random.nextBoolean(), store);
            }
            findsAll(happened, store);
        }
    }

    /** One event in four happens in the second of the one before. */
    private Set<String> history(Random random) {
        Set<String> ids = new HashSet<>();
        Instant now = Instant.now();
        Instant at = now;
        for (int number = 0; number < EVENTS; number++) {
            if (random.nextInt(4) > 0) {
                at = now.minusSeconds(60 + random.nextLong(PAST.toSeconds() - 3_600));
            }
            aws.history().add(Records.number(number, at), now);
            ids.add(Records.id(number));
        }
        return ids;
    }

    private void killAfter(int lookups, boolean answered, UnaryOperator<Launch> store) {
        AtomicInteger left = new AtomicInteger(lookups);
        CountDownLatch reached = new CountDownLatch(1);
        aws.faults(request -> {
            if (isLookup(request) && left.decrementAndGet() == 0) {
                reached.countDown();
            }
            return Optional.empty();
        });
        try (LaunchedService service =
                store.apply(Launch.watching(aws, directory)).startUnawaited()) {
            await(reached, service);
            long asked = aws.requests().total();
            while (answered && aws.requests().total() == asked) {
                Thread.onSpinWait();
            }
            assertThat(service.kill().exitCode()).isEqualTo(Ended.KILLED);
        }
    }

    private static boolean isLookup(EmulatorRequest request) {
        return request.service() == ServiceName.CLOUDTRAIL;
    }

    private static void await(CountDownLatch reached, LaunchedService service) {
        try {
            long most = System.nanoTime() + LaunchedService.LONGEST_WAIT.toNanos();
            while (!reached.await(100, TimeUnit.MILLISECONDS)) {
                service.assertAlive();
                if (System.nanoTime() > most) {
                    throw new AssertionError("lookups do not come: "
                            + service.out().text() + service.err().text());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void findsAll(Set<String> happened, UnaryOperator<Launch> store) {
        AtomicInteger ofThePast = new AtomicInteger();
        long recently = Instant.now().minus(Duration.ofHours(12)).getEpochSecond();
        aws.faults(request -> {
            if (isLookup(request)
                    && new Answer(200, "", request.body())
                                    .json()
                                    .path("EndTime")
                                    .asLong()
                            < recently) {
                ofThePast.incrementAndGet();
            }
            return Optional.empty();
        });
        try (LaunchedService service =
                store.apply(Launch.watching(aws, directory)).start()) {
            service.awaitComplete();
            service.awaitPolls(1);

            assertThat(ofThePast)
                    .as("every kill was in the middle of the back-fill")
                    .hasPositiveValue();
            assertThat(service.api().findingIds()).containsExactlyInAnyOrderElementsOf(happened);
            service.until("counted", () -> service.metrics().sum("tamperwatch_findings_open") == EVENTS);
            assertThat(service.metrics().sum("tamperwatch_quarantined_records")).isZero();
        }
    }
}
