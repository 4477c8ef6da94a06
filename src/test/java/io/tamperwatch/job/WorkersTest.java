package io.tamperwatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final java.util.logging.Logger heard = java.util.logging.Logger.getLogger(WorkersTest.class.getName());
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final Handler hearing = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() > Level.INFO.intValue()) {
                said.add(line.getLevel() + " " + ((ExtLogRecord) line).getFormattedMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final Workers workers = new Workers(Logger.getLogger(WorkersTest.class), "a test", 2);

    @BeforeEach
    void hear() {
        heard.addHandler(hearing);
    }

    @AfterEach
    void stop() {
        workers.stop();
        heard.removeHandler(hearing);
    }

    @Test
    void aFaultIsToldAndEndsNothingButItself() throws InterruptedException {
        workers.once("piece", () -> {
            throw new IllegalStateException("of a test");
        });
        again("piece");

        assertThat(said.poll(LONG.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo("ERROR a fault in a test, please report it");
    }

    /** Begins a piece of this name as soon as the one before has ended. */
    private void again(String name) throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        long giveUp = System.nanoTime() + LONG.toNanos();
        do {
            assertThat(System.nanoTime()).isLessThan(giveUp);
            workers.once(name, ran::countDown);
        } while (!ran.await(1, TimeUnit.MILLISECONDS));
    }

    @Test
    void whatIsUnderWayIsNotBegunOnceMore() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger twice = new AtomicInteger();
        workers.once("long", () -> {
            begun.countDown();
            end.await();
        });
        await(begun);
        workers.once("long", twice::incrementAndGet);
        CountDownLatch other = new CountDownLatch(1);
        workers.once("other", other::countDown);
        await(other);
        end.countDown();
        again("long");

        assertThat(twice).hasValue(0);
    }

    @Test
    void noMoreThanSoManyRunAtOnceAndNoneIsForgotten() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(10);
        for (int i = 0; i < 10; i++) {
            workers.once(i, () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                two.countDown();
                go.await();
                running.decrementAndGet();
                all.countDown();
            });
        }
        await(two);
        go.countDown();
        await(all);

        assertThat(most).hasValue(2);
    }

    @Test
    void stoppingInterruptsAndIsNoFault() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch ended = new CountDownLatch(2);
        AtomicInteger late = new AtomicInteger();
        workers.begin(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                ended.countDown();
            }
        });
        workers.begin(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("what it needs is gone", e);
            } finally {
                ended.countDown();
            }
        });
        await(begun);
        workers.stop(Duration.ZERO, LONG);

        assertThat(ended.getCount()).isZero();
        workers.begin(late::incrementAndGet);
        workers.once("late", late::incrementAndGet);
        assertThatThrownBy(() -> workers.submit(late::incrementAndGet)).isInstanceOf(RejectedExecutionException.class);
        assertThat(late).hasValue(0);
        assertThat(workers.isStopping()).isTrue();
        assertThat(said).isEmpty();
    }

    @Test
    void stoppingLetsWhatIsUnderWayComeToItsEnd() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        workers.begin(() -> {
            begun.countDown();
            end.await();
            finished.incrementAndGet();
        });
        await(begun);
        Thread stopping = Thread.startVirtualThread(() -> {
            try {
                workers.stop(LONG, Duration.ZERO);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (!workers.isStopping()) {
            Thread.onSpinWait();
        }
        end.countDown();
        stopping.join();

        assertThat(finished).hasValue(1);
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
