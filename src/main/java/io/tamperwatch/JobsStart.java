package io.tamperwatch;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import io.tamperwatch.setting.StartOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;

/** Lets the jobs run that were scheduled while the process started; until then a refused start could meet one under way. */
class JobsStart {

    void resume(@Observes @Priority(StartOrder.JOBS) StartupEvent start, Scheduler scheduler) {
        scheduler.resume();
    }
}
