package io.tamperwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.watch.CatchUp.Kind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimetableTest {

    private static final WatchKey WATCH = new WatchKey("default", "us-east-1");
    private static final Reading READING = Reading.eventName("DeleteSigningCertificate");
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final PollSettings SETTINGS = new PollSettings(
            Duration.ofMinutes(1),
            Duration.ofHours(2),
            Duration.ofDays(7),
            Duration.ofHours(6),
            Duration.ofHours(24),
            1);

    private final Timetable timetable = new Timetable(SETTINGS);

    @Test
    void beginsWithTheWholeBackfillAhead() {
        Instant origin = NOW.minus(Duration.ofDays(7));
        assertThat(timetable.begin(WATCH, READING, NOW))
                .isEqualTo(new Checkpoint(
                        WATCH,
                        READING,
                        origin,
                        NOW,
                        NOW,
                        new CatchUp(Kind.BACKFILL, origin, NOW, origin, origin, NOW)));
    }

    @Test
    void isCompleteOnlyAsFarAsTheBackfillHasReached() {
        Checkpoint begun = timetable.begin(WATCH, READING, NOW);
        assertThat(begun.completeUntil()).isEqualTo(NOW.minus(Duration.ofDays(7)));
        Window slice = timetable.slice(catchUp(begun), Duration.ofDays(1));
        Checkpoint further = timetable.sliceRead(begun, catchUp(begun), slice);
        assertThat(slice).isEqualTo(new Window(NOW.minus(Duration.ofDays(7)), NOW.minus(Duration.ofDays(6))));
        assertThat(further.completeUntil()).isEqualTo(NOW.minus(Duration.ofDays(6)));
    }

    @Test
    void isCompleteToTheHeadWhenTheLastSliceIsRead() {
        Checkpoint begun = timetable.begin(WATCH, READING, NOW);
        Checkpoint done =
                timetable.sliceRead(begun, catchUp(begun), timetable.slice(catchUp(begun), Duration.ofDays(30)));
        assertThat(done).isEqualTo(idle(NOW, NOW));
        assertThat(done.completeUntil()).isEqualTo(NOW);
    }

    @Test
    void readsALookbackBehindTheHead() {
        Instant later = NOW.plusSeconds(60);
        assertThat(timetable.pollWindow(idle(NOW, NOW), later))
                .isEqualTo(new Window(NOW.minus(Duration.ofHours(2)), later));
    }

    @Test
    void neverReadsBehindTheOrigin() {
        Timetable hour = new Timetable(new PollSettings(
                Duration.ofMinutes(1),
                Duration.ofHours(2),
                Duration.ofHours(1),
                Duration.ofHours(6),
                Duration.ofHours(24),
                1));
        Checkpoint begun = hour.begin(WATCH, READING, NOW);
        Instant origin = NOW.minus(Duration.ofHours(1));
        assertThat(hour.pollWindow(begun, NOW)).isEqualTo(new Window(origin, NOW));
        Checkpoint idle = hour.sliceRead(begun, catchUp(begun), hour.slice(catchUp(begun), Duration.ofDays(1)));
        Checkpoint swept = hour.sweepIfDue(idle, NOW.plus(Duration.ofHours(6))).orElseThrow();
        assertThat(catchUp(swept).from()).isEqualTo(origin);
    }

    @Test
    void sweepsFromOneWindowBeforeTheLastSweepBegan() {
        Checkpoint idle = idle(NOW.plus(Duration.ofHours(7)), NOW);
        Instant now = NOW.plus(Duration.ofHours(7));
        assertThat(timetable.sweepIfDue(idle, NOW.plus(Duration.ofHours(5)))).isEmpty();
        Checkpoint sweeping = timetable.sweepIfDue(idle, now).orElseThrow();
        Instant from = NOW.minus(Duration.ofHours(24));
        assertThat(sweeping.catchUp()).isEqualTo(new CatchUp(Kind.SWEEP, from, now, from, from, now));
        assertThat(sweeping.completeUntil())
                .as("a sweep takes no completeness back")
                .isEqualTo(idle.head());
    }

    @Test
    void datesASweepByWhenItBegan() {
        Instant began = NOW.plus(Duration.ofHours(7));
        Checkpoint sweeping = timetable.sweepIfDue(idle(began, NOW), began).orElseThrow();
        Checkpoint done = timetable.sliceRead(
                sweeping, catchUp(sweeping), timetable.slice(catchUp(sweeping), Duration.ofDays(3)));
        assertThat(done).isEqualTo(idle(began, began));
    }

    @Test
    void catchesUpFromTheCheckpointMinusTheSweepWindowAfterAnOutage() {
        Instant now = NOW.plus(Duration.ofDays(2));
        Timetable.Resumption resumed = timetable.resume(idle(NOW, NOW.minus(Duration.ofHours(1))), now);
        Instant from = NOW.minus(Duration.ofHours(25));
        assertThat(resumed.gap()).isNull();
        assertThat(resumed.checkpoint().head()).isEqualTo(now);
        assertThat(resumed.checkpoint().catchUp()).isEqualTo(new CatchUp(Kind.OUTAGE, from, now, from, NOW, now));
        assertThat(resumed.checkpoint().completeUntil()).isEqualTo(NOW);
    }

    @Test
    void recordsAGapWhenAwayForLongerThanHistoryIsKept() {
        Instant now = NOW.plus(Duration.ofDays(100));
        Instant earliest = now.minus(Duration.ofDays(90));
        Timetable.Resumption resumed = timetable.resume(idle(NOW, NOW), now);
        assertThat(resumed.gap()).isEqualTo(new Gap(WATCH, READING, NOW, earliest, now));
        assertThat(resumed.checkpoint().catchUp())
                .isEqualTo(new CatchUp(Kind.OUTAGE, earliest, now, earliest, earliest, now));
    }

    @Test
    void keepsWhatABackfillHasReachedWhenTheProcessWasAway() {
        Checkpoint begun = timetable.begin(WATCH, READING, NOW);
        Checkpoint half =
                timetable.sliceRead(begun, catchUp(begun), timetable.slice(catchUp(begun), Duration.ofDays(3)));
        Instant now = NOW.plus(Duration.ofHours(5));
        CatchUp resumed = catchUp(timetable.resume(half, now).checkpoint());
        assertThat(resumed)
                .isEqualTo(new CatchUp(
                        Kind.BACKFILL,
                        NOW.minus(Duration.ofDays(7)),
                        now,
                        NOW.minus(Duration.ofDays(4)),
                        NOW.minus(Duration.ofDays(7)),
                        NOW));
    }

    /** Its end would lie before what it has reached; begun anew, it reads more and claims less. */
    @Test
    void beginsAnewWhatAClockThatWasAheadHasRead() {
        Checkpoint begun = timetable.begin(WATCH, READING, NOW);
        Checkpoint half =
                timetable.sliceRead(begun, catchUp(begun), timetable.slice(catchUp(begun), Duration.ofDays(6)));
        Instant now = NOW.minus(Duration.ofDays(2));
        Timetable.Resumption resumed = timetable.resume(half, now);
        Instant from = half.completeUntil().minus(Duration.ofHours(24));
        assertThat(resumed.gap()).isNull();
        assertThat(catchUp(resumed.checkpoint()))
                .isEqualTo(new CatchUp(Kind.OUTAGE, from, now, from, half.completeUntil(), now));
    }

    @Test
    void ignoresASliceOfACatchUpThatWasReplaced() {
        Checkpoint begun = timetable.begin(WATCH, READING, NOW);
        CatchUp old = catchUp(begun);
        Window slice = timetable.slice(old, Duration.ofDays(1));
        Checkpoint replaced =
                timetable.resume(idle(NOW, NOW), NOW.plus(Duration.ofDays(1))).checkpoint();
        assertThat(timetable.sliceRead(replaced, old, slice)).isEqualTo(replaced);
    }

    @Test
    void survivesAClockThatWasSetBack() {
        Instant before = NOW.minus(Duration.ofHours(3));
        Window window = timetable.pollWindow(idle(NOW, NOW), before);
        assertThat(window).isEqualTo(new Window(before.minus(Duration.ofHours(2)), before));
        assertThat(timetable.polled(idle(NOW, NOW), window).head())
                .as("claims less, never more")
                .isEqualTo(before);
        assertThat(timetable.sweepIfDue(idle(NOW, NOW), before))
                .as("a sweep dated in the future counts for nothing")
                .isPresent();
    }

    private static Checkpoint idle(Instant head, Instant sweptAt) {
        return new Checkpoint(WATCH, READING, NOW.minus(Duration.ofDays(7)), head, sweptAt, null);
    }

    private static CatchUp catchUp(Checkpoint checkpoint) {
        CatchUp catchUp = checkpoint.catchUp();
        assertThat(catchUp).isNotNull();
        return catchUp;
    }
}
