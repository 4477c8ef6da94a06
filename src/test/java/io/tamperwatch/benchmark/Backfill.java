package io.tamperwatch.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a contestant had done, spent and held at moments of one back-fill.
 *
 * @param moments in the order of time; the last is the end
 */
record Backfill(Contestant contestant, List<Moment> moments) {

    /**
     * One moment.
     *
     * @param stored events stored since the start
     * @param resident memory in bytes
     * @param peak the most memory so far, in bytes
     */
    record Moment(long stored, Duration wall, Duration cpu, long resident, long peak) {}

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(20);

    /** Runs a contestant from its start until it has stored every event. */
    static Backfill of(Contestant contestant, Setup setup) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(setup.scratch(), "backfill");
        Path output = directory.resolve("output.txt");
        List<Moment> moments = new ArrayList<>();
        try (MeasuredProcess process =
                MeasuredProcess.start(contestant.command(setup, directory), setup.environment(), output)) {
            long stored = 0;
            while (stored < setup.events()) {
                if (!process.isAlive() && contestant.stored(setup, output) < setup.events()
                        || process.sinceStart().compareTo(GIVE_UP_AFTER) > 0) {
                    throw new IllegalStateException(contestant.title() + " stopped at " + stored + ": see " + output);
                }
                Thread.sleep(LOOK_EVERY);
                stored = contestant.stored(setup, output);
                if (process.isAlive()) {
                    moments.add(new Moment(
                            stored, process.sinceStart(), process.cpu(), process.resident(), process.peakResident()));
                }
            }
            moments.removeIf(moment -> moment.resident() == 0);
        }
        delete(directory);
        return new Backfill(contestant, moments);
    }

    static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    /** The first moment at which so many events were stored. */
    Moment at(long stored) {
        return moments.stream()
                .filter(moment -> moment.stored() >= stored)
                .findFirst()
                .orElse(moments.getLast());
    }

    /** Events a second of wall time, from when {@code warm} events were stored. */
    double perSecond(long warm) {
        Moment from = from(warm);
        Moment end = moments.getLast();
        return (end.stored() - from.stored()) / seconds(end.wall().minus(from.wall()));
    }

    /** Events a second of processor time, from when {@code warm} events were stored. */
    double perCpuSecond(long warm) {
        Moment from = from(warm);
        Moment end = moments.getLast();
        return (end.stored() - from.stored()) / seconds(end.cpu().minus(from.cpu()));
    }

    private Moment from(long warm) {
        return warm == 0 ? new Moment(0, Duration.ZERO, Duration.ZERO, 0, 0) : at(warm);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
