package io.tamperwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tamperwatch.detect.Detector;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.finding.FindingLog;
import io.tamperwatch.finding.FindingMeters;
import io.tamperwatch.finding.Review;
import io.tamperwatch.finding.TestingSuppressionStore;
import io.tamperwatch.watch.LookupOutcome.CredentialsUnusable;
import io.tamperwatch.watch.LookupOutcome.Page;
import io.tamperwatch.watch.WatchReport.GapReport;
import io.tamperwatch.watch.WatchReport.PollReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** One watch with real lanes, over a store that outlives it. */
class WatchTest {

    private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
    private static final PollSettings SETTINGS = new PollSettings(
            Duration.ofMinutes(1),
            Duration.ofHours(2),
            Duration.ofDays(7),
            Duration.ofHours(6),
            Duration.ofHours(24),
            1);

    private final VirtualTime time = new VirtualTime(START);
    private final TestingEventSource source = new TestingEventSource();
    private final SimulatedStore store = new SimulatedStore(new Mishaps(new Random(1), 0));
    /** Of the process that was started last. */
    private SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void readsTheRecentPastFirstAndTheRestInSlices() {
        Watch watch = watch();
        watch.poll();
        assertThat(source.asked()).extracting(LookupRequest::window).containsOnly(lookback(START));
        watch.catchUp();
        // 1 + 2 + 4 days, for each of two names.
        assertThat(source.asked()).hasSize(2 + 6);
        assertThat(watch.report().completeUntil()).isEqualTo(START);
        assertThat(watch.report().readings()).allMatch(reading -> reading.catchUp() == null);
        assertThat(watch.report().requestsUsed()).isEqualTo(8);
    }

    @Test
    void isCompleteUpToTheBeginningOfTheBackfillBeforeAnythingWasRead() {
        watch();
        assertThat(registry.get("tamperwatch.complete.until.timestamp.seconds")
                        .gauge()
                        .value())
                .isEqualTo(START.minus(Duration.ofDays(7)).getEpochSecond());
    }

    @Test
    void neverTakesAFailedCallForNoEvents() {
        source.answer(new CredentialsUnusable("The security token included in the request is expired"));
        Watch watch = watch();
        watch.poll();
        assertThat(watch.report().lastPoll())
                .isEqualTo(new PollReport(
                        START, START, "credentials", "The security token included in the request is expired"));
        assertThat(source.asked()).as("one refusal is enough for one poll").hasSize(1);
        assertThat(watch.report().completeUntil()).isEqualTo(START.minus(Duration.ofDays(7)));
        assertThat(polls("credentials")).isEqualTo(1);
        assertThat(polls("ok")).isZero();
    }

    @Test
    void doesNotMoveTheCheckpointOfANameThatFailed() {
        Watch watch = watch();
        watch.poll();
        watch.catchUp();
        time.set(START.plusSeconds(60));
        source.answer(new Page(List.of(), null), new LookupOutcome.Rejected("InvalidTimeRangeException"));
        watch.poll();
        assertThat(store.committed())
                .extracting(Checkpoint::head)
                .containsExactlyInAnyOrder(START, START.plusSeconds(60));
        assertThat(watch.report().completeUntil()).isEqualTo(START);
        assertThat(polls("rejected")).isEqualTo(1);
    }

    @Test
    void goesOnAfterARestartWhereTheCheckpointStands() {
        Watch before = watch();
        before.poll();
        before.catchUp();
        time.set(START.plusSeconds(60));
        int asked = source.asked().size();
        Watch after = watch();
        after.poll();
        after.catchUp();
        assertThat(source.asked().subList(asked, source.asked().size()))
                .extracting(LookupRequest::window)
                .containsOnly(new Window(START.minus(Duration.ofHours(2)), START.plusSeconds(60)));
    }

    @Test
    void catchesUpAfterAnOutageFromTheCheckpointMinusTheSweepWindow() {
        Watch before = watch();
        before.poll();
        before.catchUp();
        Instant back = START.plus(Duration.ofHours(10));
        time.set(back);
        int asked = source.asked().size();
        Watch after = watch();
        after.poll();
        assertThat(after.report().completeUntil())
                .as("not before the catch-up has run")
                .isEqualTo(START);
        after.catchUp();
        assertThat(source.asked().subList(asked, source.asked().size()))
                .extracting(LookupRequest::window)
                .containsOnly(
                        lookback(back), new Window(START.minus(Duration.ofHours(24)), START), new Window(START, back));
        assertThat(after.report().completeUntil()).isEqualTo(back);
    }

    @Test
    void tellsOfTheGapAfterAnOutageLongerThanHistoryIsKept() {
        Watch before = watch();
        before.poll();
        before.catchUp();
        Instant back = START.plus(Duration.ofDays(92));
        time.set(back);
        Watch after = watch();
        after.poll();
        Instant earliest = back.minus(Duration.ofDays(90));
        assertThat(after.report().gaps())
                .containsExactlyInAnyOrder(
                        new GapReport("DeleteSigningCertificate", START, earliest, back),
                        new GapReport("RemoveClientIDFromOpenIDConnectProvider", START, earliest, back));
        assertThat(registry.get("tamperwatch.coverage.gap.seconds").gauges())
                .extracting(gauge -> gauge.value())
                .contains((double) Duration.ofDays(2).toSeconds());
    }

    @Test
    void givesANameThatIsWatchedLaterABackfillOfItsOwn() {
        Watch before = watch(1);
        before.poll();
        before.catchUp();
        time.set(START.plusSeconds(60));
        int asked = source.asked().size();
        Watch after = watch(2);
        after.poll();
        assertThat(after.report().completeUntil())
                .isEqualTo(START.plusSeconds(60).minus(Duration.ofDays(7)));
        after.catchUp();
        Instant now = START.plusSeconds(60);
        assertThat(source.asked().subList(asked, source.asked().size()).stream()
                        .filter(request -> request.window().length().compareTo(Duration.ofDays(1)) >= 0))
                .extracting(request -> request.reading().value(), LookupRequest::window)
                .containsExactly(slice(now, 7, 6), slice(now, 6, 4), slice(now, 4, 0));
        assertThat(after.report().completeUntil()).isEqualTo(now);
    }

    private static Tuple slice(Instant now, int from, int until) {
        return tuple(
                "RemoveClientIDFromOpenIDConnectProvider",
                new Window(now.minus(Duration.ofDays(from)), now.minus(Duration.ofDays(until))));
    }

    private static Window lookback(Instant now) {
        return new Window(now.minus(Duration.ofHours(2)), now);
    }

    private double polls(String result) {
        return registry.get("tamperwatch.polls").tag("result", result).counter().count();
    }

    private Watch watch() {
        return watch(2);
    }

    private Watch watch(int names) {
        registry = new SimpleMeterRegistry();
        WatchMeters meters = new WatchMeters(registry);
        meters.begin(List.of(Simulation.WATCH));
        EventIntake intake = new EventIntake(
                new EventRecordParser(),
                new Detector(Simulation.CATALOGUE),
                TestingSuppressionStore.none(store),
                store,
                Review.NONE);
        return new Watch(
                Simulation.WATCH,
                new TestingAccounts(),
                ReadingPlans.of(Simulation.CATALOGUE.detections().stream().limit(names), SETTINGS),
                SETTINGS,
                new CheckpointBook(Simulation.WATCH, store),
                // A budget that takes no time, so that the clock stands still.
                new WindowReader(source, new Pacer(1e9, time, time), new BackOff(new Random(1)), time, meters),
                new Progress(
                        Simulation.WATCH,
                        intake,
                        meters,
                        new FindingMeters(registry, Simulation.CATALOGUE, List.of("default")),
                        new FindingLog(),
                        time),
                InFlight.oneAtATime(),
                meters,
                time);
    }
}
