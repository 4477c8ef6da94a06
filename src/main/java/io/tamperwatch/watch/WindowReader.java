package io.tamperwatch.watch;

import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.watch.LookupOutcome.Failure;
import io.tamperwatch.watch.LookupOutcome.Page;
import io.tamperwatch.watch.LookupOutcome.Throttled;
import io.tamperwatch.watch.LookupOutcome.TokenRejected;
import io.tamperwatch.watch.LookupOutcome.TooLarge;
import io.tamperwatch.watch.LookupOutcome.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one window to its end, page by page, within the budget. Requests that may succeed when repeated are repeated a
 * few times; every one of them counts against the budget.
 */
final class WindowReader {

    /** Times a window is read anew in halves, since a token was lost or an answer was too large, before a reading gives up. */
    private static final int HALVINGS = 12;

    private final EventSource source;
    private final Pacer pacer;
    private final BackOff backOff;
    private final Pause pause;
    private final WatchMeters meters;
    private final Tenure tenure;
    private volatile boolean stopping;

    WindowReader(EventSource source, Pacer pacer, BackOff backOff, Pause pause, WatchMeters meters, Tenure tenure) {
        this.source = source;
        this.pacer = pacer;
        this.backOff = backOff;
        this.pause = pause;
        this.meters = meters;
        this.tenure = tenure;
    }

    /** Readings end before their next request from now on. */
    void stop() {
        stopping = true;
    }

    /**
     * Reads every page of the window and hands each to the sink. When the source loses the token between two pages, or an
     * answer is too large, what is left of the window is read anew in halves: what the sink has already had is had again,
     * which it must bear.
     */
    ReadOutcome read(WatchKey watch, Reading reading, Window window, Lane lane, PageSink sink) {
        return read(watch, reading, window, () -> pacer.acquire(lane), sink);
    }

    /** The turns of readings that are read at the same time, for {@link #read(WatchKey, Reading, Window, Line, PageSink)}. */
    Turns turns(List<Reading> readings) {
        return new Turns(readings, pacer);
    }

    ReadOutcome read(WatchKey watch, Reading reading, Window window, Line line, PageSink sink) {
        Deque<Window> left = new ArrayDeque<>();
        left.push(window);
        int pages = 0;
        int halvings = 0;
        while (!left.isEmpty()) {
            Window part = left.pop();
            ReadOutcome outcome = readPart(new LookupRequest(watch, reading, part, null), line, sink);
            if (outcome instanceof ReadOutcome.Complete complete) {
                pages += complete.pages();
                if (!left.isEmpty() && !sink.wantsMore()) {
                    left.clear();
                }
            } else if (outcome instanceof ReadOutcome.NoPage(LookupOutcome.Failure failure)
                    && halvings < HALVINGS
                    && mayPassInHalves(failure, part)) {
                halvings++;
                halve(part, left);
            } else {
                return outcome;
            }
        }
        return new ReadOutcome.Complete(pages);
    }

    /** Within a second there is no smaller window, and what was too large for it stays so. */
    private static boolean mayPassInHalves(LookupOutcome.Failure failure, Window part) {
        return failure instanceof TokenRejected
                || (failure instanceof TooLarge && part.length().toSeconds() > 1);
    }

    /** The newer half is read first, as everywhere: what just happened matters most. */
    private static void halve(Window window, Deque<Window> left) {
        Duration half = Duration.ofSeconds(window.length().toSeconds() / 2);
        Instant middle = window.start().plus(half);
        if (middle.equals(window.start())) {
            left.push(window);
            return;
        }
        left.push(new Window(window.start(), middle));
        left.push(new Window(middle, window.end()));
    }

    private ReadOutcome readPart(LookupRequest first, Line line, PageSink sink) {
        LookupRequest request = first;
        for (int pages = 1; ; pages++) {
            switch (ask(request, line)) {
                case null -> {
                    return isHeld() ? new ReadOutcome.Stopped() : new ReadOutcome.Ceded();
                }
                case Failure failure -> {
                    return new ReadOutcome.NoPage(failure);
                }
                case Page page -> {
                    try {
                        sink.accept(page.events());
                    } catch (StoreUnavailable e) {
                        return new ReadOutcome.NotStored(e);
                    }
                    if (page.nextToken() == null || !sink.wantsMore()) {
                        return new ReadOutcome.Complete(pages);
                    }
                    if (page.nextToken().equals(request.nextToken())) {
                        return new ReadOutcome.NoPage(
                                new TokenRejected("the token for the next page is the token of this one"));
                    }
                    request = new LookupRequest(first.watch(), first.reading(), first.window(), page.nextToken());
                }
            }
        }
    }

    private boolean isHeld() {
        return tenure.lease().isPresent();
    }

    /** Null when the process is stopping or the account is no longer its. */
    private @Nullable LookupOutcome ask(LookupRequest request, Line line) {
        try {
            for (int attempt = 1; ; attempt++) {
                LookupOutcome outcome = askOnce(request, line);
                if (outcome == null) {
                    return null;
                }
                meters.looked(request.watch(), LookupResult.of(outcome));
                if (!mayPassWhenRepeated(outcome) || attempt == BackOff.ATTEMPTS) {
                    return outcome;
                }
                Duration wait = backOff.after(attempt);
                if (outcome instanceof Throttled) {
                    pacer.holdOff(wait);
                } else {
                    pause.sleep(wait);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Null when the process is stopping or the account is no longer its. */
    private @Nullable LookupOutcome askOnce(LookupRequest request, Line line) throws InterruptedException {
        if (stopping || !isHeld()) {
            return null;
        }
        Optional<Failure> unready = source.prepare(request.watch());
        if (unready.isPresent()) {
            return unready.get();
        }
        line.await();
        return stopping || !isHeld() ? null : source.lookup(request, pacer::depart);
    }

    private static boolean mayPassWhenRepeated(LookupOutcome outcome) {
        return outcome instanceof Throttled || outcome instanceof Unavailable;
    }
}
