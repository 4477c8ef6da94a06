package io.tamperwatch.inventory;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tamperwatch.series.TestingFamilies;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/** Snapshots without a loop, at times a test says: the clock moves when somebody waits. */
public final class TestingSnapshots {

    /** How a snapshot went. */
    public record Made(Duration took, int changed, List<String> gaps) {}

    private final Time time;
    private final PacedIam iam;
    private final SnapshotRun run;

    /** A clock that only moves when somebody sleeps or a test says so. */
    public static final class Time extends Clock {

        private Instant now;

        public Time(Instant start) {
            now = start;
        }

        public synchronized void advance(Duration duration) {
            if (duration.isPositive()) {
                now = now.plus(duration);
            }
        }

        @Override
        public synchronized Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("always UTC");
        }
    }

    public TestingSnapshots(
            IamSource source, InventoryStore store, double budget, Time time, Consumer<Duration> slept) {
        this.time = time;
        InventoryMeters meters = new InventoryMeters(new SimpleMeterRegistry(), new TestingFamilies());
        Pause pause = duration -> {
            time.advance(duration);
            slept.accept(duration);
        };
        iam = new PacedIam("default", new IamPace(budget, time), pause, meters);
        run = new SnapshotRun(
                source,
                iam,
                store,
                new InventorySettings(Duration.ofHours(1), budget, Duration.ofDays(400)),
                new InventoryLog(),
                time);
    }

    public Made make(String digits) throws InterruptedException {
        Snapshot made = run.make(digits);
        return new Made(
                Duration.between(made.startedAt(), time.instant()),
                made.changed(),
                made.gaps().stream()
                        .map(gap -> gap.part().label() + " " + gap.permission())
                        .toList());
    }

    /** How long so many requests take by the budget. */
    public Duration predicted(long requests) {
        return iam.time(requests);
    }
}
