package io.tamperwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tamperwatch.job.Workers;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualInFlightTest {

    private final Workers workers = new Workers(Logger.getLogger(VirtualInFlightTest.class), "a test");
    private final VirtualInFlight inFlight = new VirtualInFlight(workers, 1);

    @AfterEach
    void stop() {
        workers.stop();
    }

    @Test
    void beginsNothingMoreAfterTheLast() {
        assertThat(inFlight.each(List.of(1, 2, 3, 4), number -> 10 * number, result -> result == 20))
                .containsExactly(10, 20);
    }

    @Test
    void aFaultIsWhoseItIs() {
        IllegalArgumentException fault = new IllegalArgumentException("of a test");
        assertThatThrownBy(() -> inFlight.each(
                        List.of(1),
                        number -> {
                            throw fault;
                        },
                        result -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasCause(fault);
    }

    /** What had not begun when the process was stopped is no fault. */
    @Test
    void whatTheEndOfTheProcessCutsShortIsGivenUp() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread polling = Thread.startVirtualThread(() -> {
            try {
                inFlight.each(
                        List.of(1, 2),
                        number -> {
                            begun.countDown();
                            return hold(finish);
                        },
                        result -> false);
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        });
        begun.await();
        workers.stop();
        finish.countDown();
        polling.join();

        assertThat(thrown.get()).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> inFlight.each(List.of(1), number -> number, result -> false))
                .isInstanceOf(RejectedExecutionException.class);
    }

    /** Holds the only place, whoever interrupts it. */
    private static boolean hold(CountDownLatch finish) {
        while (true) {
            try {
                finish.await();
                return true;
            } catch (InterruptedException e) {
                // the one that waits for the place is what the test is about
            }
        }
    }
}
