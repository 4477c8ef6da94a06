package io.tamperwatch.watch;

import io.tamperwatch.replica.Shares;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The one reader of each account and Region, with the one budget of it: whoever looks something up there shares it. */
final class Readers {

    private final EventSource source;
    private final PollSettings settings;
    private final WatchMeters meters;
    private final Shares shares;
    private final Clock clock;
    private final Map<WatchKey, WindowReader> readers = new ConcurrentHashMap<>();

    Readers(EventSource source, PollSettings settings, WatchMeters meters, Shares shares, Clock clock) {
        this.source = source;
        this.settings = settings;
        this.meters = meters;
        this.shares = shares;
        this.clock = clock;
    }

    WindowReader of(WatchKey key) {
        return readers.computeIfAbsent(key, this::make);
    }

    private WindowReader make(WatchKey key) {
        Pause pause = Thread::sleep;
        return new WindowReader(
                source,
                new Pacer(settings.budget(), clock, pause),
                new BackOff(RandomGenerator.getDefault()),
                pause,
                meters,
                Tenure.of(shares, key.account()));
    }

    /** Begins no request any more. */
    void stop() {
        readers.values().forEach(WindowReader::stop);
    }
}
