package io.tamperwatch.watch;

import io.tamperwatch.job.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Several things at once, each on a virtual thread: the pages of one name come one after the other and may take seconds
 * each, so one name alone could not use the budget.
 */
final class VirtualInFlight implements InFlight {

    private final Workers workers;
    private final int most;

    VirtualInFlight(Workers workers, int most) {
        this.workers = workers;
        this.most = most;
    }

    @Override
    public <T, R> List<R> each(List<T> items, Function<T, R> work, Predicate<R> last) {
        Semaphore free = new Semaphore(most);
        AtomicBoolean ended = new AtomicBoolean();
        List<Future<Optional<R>>> begun = new ArrayList<>();
        for (T item : items) {
            begun.add(workers.submit(() -> {
                free.acquire();
                try {
                    if (ended.get()) {
                        return Optional.empty();
                    }
                    R outcome = work.apply(item);
                    if (last.test(outcome)) {
                        ended.set(true);
                    }
                    return Optional.of(outcome);
                } finally {
                    free.release();
                }
            }));
        }
        return begun.stream().flatMap(future -> join(future).stream()).toList();
    }

    private static <R> Optional<R> join(Future<Optional<R>> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    // Whoever stops the watch ends the work as well; its outcome still counts.
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof InterruptedException) {
                        throw new RejectedExecutionException("given up, the process is stopping", e);
                    }
                    throw new IllegalStateException("work in flight failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
