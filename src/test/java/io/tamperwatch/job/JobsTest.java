package io.tamperwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With intervals of a millisecond, so that nobody waits for anything. */
class JobsTest {

    private static final Duration OFTEN = Duration.ofMillis(1);

    private final Jobs jobs = new Jobs();

    @AfterEach
    void stop() {
        jobs.stop();
    }

    @Test
    void runsOverAndOverWhateverARunEndsWith() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(5);
        jobs.every("failing", OFTEN, () -> {
            runs.countDown();
            throw new IllegalStateException("of a test");
        });
        jobs.begin();
        assertThat(runs.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void beginsNothingBeforeTheProcessHasStarted() throws InterruptedException {
        AtomicInteger early = new AtomicInteger();
        CountDownLatch late = new CountDownLatch(1);
        jobs.every("early", OFTEN, early::incrementAndGet);
        assertThat(early).hasValue(0);
        jobs.begin();
        jobs.every("late", OFTEN, late::countDown);
        assertThat(late.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void runsAJobOnceAtATimeAndKeepsNoOtherWaitingForIt() throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch others = new CountDownLatch(10);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch again = new CountDownLatch(2);
        jobs.every("long", OFTEN, () -> {
            begun.incrementAndGet();
            again.countDown();
            awaitQuietly(end);
        });
        jobs.every("other", OFTEN, others::countDown);
        jobs.begin();
        assertThat(others.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(begun).hasValueLessThanOrEqualTo(1);
        end.countDown();
        assertThat(again.await(1, TimeUnit.MINUTES)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
