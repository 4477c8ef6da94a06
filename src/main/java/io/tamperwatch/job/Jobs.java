package io.tamperwatch.job;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tamperwatch.setting.StartOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Runs jobs at intervals, each on a virtual thread and never twice at once. Intervals are measured by the processor's own
 * clock: a machine whose time of day is set back must not stop watching until that time has come again.
 */
@Singleton
public class Jobs {

    private static final Logger LOG = Logger.getLogger(Jobs.class);

    /** Before everybody who would have to refuse what a job begins. */
    private static final int FIRST = 1;

    private final ScheduledThreadPoolExecutor ticks = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("jobs").factory());
    private final List<Job> waiting = new ArrayList<>();
    private boolean begun;

    /** Something to do, and whether it is being done. */
    private record Job(String name, Duration interval, Runnable work, AtomicBoolean underWay) {}

    /** Has this done now and then over and over, an interval after it was last begun; while the process starts, once it has started. */
    public synchronized void every(String name, Duration interval, Runnable work) {
        Job job = new Job(name, interval, work, new AtomicBoolean());
        if (begun) {
            schedule(job);
        } else {
            waiting.add(job);
        }
    }

    /** Until the process has started, a start that is refused could meet a job under way. */
    void begin(@Observes @Priority(StartOrder.JOBS) StartupEvent start) {
        begin();
    }

    synchronized void begin() {
        begun = true;
        waiting.forEach(this::schedule);
        waiting.clear();
    }

    void stop(@Observes @Priority(FIRST) ShutdownEvent event) {
        stop();
    }

    void stop() {
        ticks.shutdownNow();
    }

    /** With a delay, not at a rate: what was missed while the process was paused is not made up for. */
    private void schedule(Job job) {
        var _ = ticks.scheduleWithFixedDelay(() -> start(job), 0, job.interval().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void start(Job job) {
        if (job.underWay().compareAndSet(false, true)) {
            Thread.ofVirtual().name(job.name()).start(() -> run(job));
        }
    }

    private void run(Job job) {
        try {
            job.work().run();
        } catch (RuntimeException e) {
            if (!ticks.isShutdown()) {
                LOG.errorf(e, "a fault in a job, please report it job=%s", job.name());
            }
        } finally {
            job.underWay().set(false);
        }
    }
}
