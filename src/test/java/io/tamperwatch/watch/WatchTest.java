package io.tamperwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tamperwatch.detect.Detector;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.finding.FindingLog;
import io.tamperwatch.finding.FindingMeters;
import io.tamperwatch.finding.Review;
import io.tamperwatch.replica.Alone;
import io.tamperwatch.replica.Leased;
import io.tamperwatch.replica.Shares;
import io.tamperwatch.replica.TestingLeases;
import io.tamperwatch.series.TestingFamilies;
import io.tamperwatch.watch.LookupOutcome.CredentialsUnusable;
import io.tamperwatch.watch.LookupOutcome.Page;
import io.tamperwatch.watch.WatchReport.GapReport;
import io.tamperwatch.watch.WatchReport.PollReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One watch with real lanes, over a store that outlives it. */
class WatchTest {

    private static final String COMPLETE_UNTIL = "tamperwatch_complete_until_timestamp_seconds";
    private static final String GAP = "tamperwatch_coverage_gap_seconds";
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
    private TestingFamilies families = new TestingFamilies();

    @Test
    void readsTheRecentPastFirstAndTheRestInSlices() {
        Watch watch = watch();
        watch.poll();
        assertThat(source.asked()).extracting(LookupRequest::window).containsOnly(lookback(START));
        watch.catchUp();
        // 1 + 2 + 4 days, for each of two names.
        assertThat(source.asked()).hasSize(2 + 6);
        assertThat(watch.report("here").completeUntil()).isEqualTo(START);
        assertThat(watch.report("here").readings()).allMatch(reading -> reading.catchUp() == null);
        assertThat(watch.report("here").requestsUsed()).isEqualTo(8);
    }

    @Test
    void isCompleteUpToTheBeginningOfTheBackfillBeforeAnythingWasRead() {
        watch();
        assertThat(families.value(COMPLETE_UNTIL + "{account=\"default\",region=\"us-east-1\"}"))
                .isEqualTo(START.minus(Duration.ofDays(7)).getEpochSecond());
    }

    @Test
    void neverTakesAFailedCallForNoEvents() {
        source.answer(new CredentialsUnusable("The security token included in the request is expired"));
        Watch watch = watch();
        watch.poll();
        assertThat(watch.report("here").lastPoll())
                .isEqualTo(new PollReport(
                        START, START, "credentials", "The security token included in the request is expired"));
        assertThat(source.asked()).as("one refusal is enough for one poll").hasSize(1);
        assertThat(watch.report("here").completeUntil()).isEqualTo(START.minus(Duration.ofDays(7)));
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
        assertThat(watch.report("here").completeUntil()).isEqualTo(START);
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
        assertThat(after.report("here").completeUntil())
                .as("not before the catch-up has run")
                .isEqualTo(START);
        after.catchUp();
        assertThat(source.asked().subList(asked, source.asked().size()))
                .extracting(LookupRequest::window)
                .containsOnly(
                        lookback(back), new Window(START.minus(Duration.ofHours(24)), START), new Window(START, back));
        assertThat(after.report("here").completeUntil()).isEqualTo(back);
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
        assertThat(after.report("here").gaps())
                .containsExactlyInAnyOrder(
                        new GapReport("DeleteSigningCertificate", START, earliest, back),
                        new GapReport("RemoveClientIDFromOpenIDConnectProvider", START, earliest, back));
        assertThat(families.scrape(GAP).values())
                .containsExactly((double) Duration.ofDays(2).toSeconds());
    }

    /** The owner is paused in the middle of a request; when it goes on, another has polled, and it believes still to own. */
    @Test
    void aPausedOwnerMovesNoCheckpointThatIsAnothersByNow() {
        TestingLeases leases = new TestingLeases(time);
        SimulatedStore shared = new SimulatedStore(new Mishaps(new Random(1), 0), leases::stands);
        Duration lease = Duration.ofSeconds(30);
        Set<String> accounts = Set.of("default");
        Shares second = new Leased(leases, "second", time, () -> "2");
        Watch other = watch(2, Tenure.of(second, "default"), shared, source);
        // Its own clock stands still while it is paused: it cannot know.
        Shares first = new Leased(leases, "first", Clock.fixed(START, ZoneOffset.UTC), () -> "1");
        first.beat(accounts, lease, account -> true);
        Watch paused = watch(2, Tenure.of(first, "default"), shared, (request, departure) -> {
            if (time.instant().equals(START)) {
                time.advance(lease);
                second.beat(accounts, lease, account -> true);
                other.poll();
            }
            return source.lookup(request, departure);
        });

        paused.poll();

        assertThat(shared.refused()).as("one is enough to know").isEqualTo(1);
        assertThat(shared.committed()).extracting(Checkpoint::head).containsOnly(START.plus(lease));
        assertThat(polls("ceded")).isEqualTo(1);
        paused.catchUp();
        assertThat(shared.refused()).isEqualTo(1);
        assertThat(paused.report("second").lastPoll()).as("has nothing to tell").isNull();
    }

    @Test
    void readsNothingOfAnAccountThatIsAnothers() {
        Shares nothing = new Leased(new TestingLeases(time), "idle", time, () -> "1");
        Watch watch = watch(2, Tenure.of(nothing, "default"), store, source);
        watch.poll();
        watch.catchUp();
        assertThat(source.asked()).isEmpty();
        assertThat(watch.report("other").ownedHere()).isFalse();

        Watch owner = watch();
        owner.poll();
        PollReport poll = owner.report("here").lastPoll();
        watch.showElsewhere(store.loadAll().get(Simulation.WATCH), poll);
        assertThat(watch.report("other"))
                .returns("other", WatchReport::owner)
                .returns("111122223333", WatchReport::accountId)
                .returns(poll, WatchReport::lastPoll)
                .returns(owner.report("here").readings(), WatchReport::readings);
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
        assertThat(after.report("here").completeUntil())
                .isEqualTo(START.plusSeconds(60).minus(Duration.ofDays(7)));
        after.catchUp();
        Instant now = START.plusSeconds(60);
        assertThat(source.asked().subList(asked, source.asked().size()).stream()
                        .filter(request -> request.window().length().compareTo(Duration.ofDays(1)) >= 0))
                .extracting(request -> request.reading().value(), LookupRequest::window)
                .containsExactly(slice(now, 7, 6), slice(now, 6, 4), slice(now, 4, 0));
        assertThat(after.report("here").completeUntil()).isEqualTo(now);
    }

    @Test
    void readsAgainWhatWasReadSinceTheStandbyThatHasTakenOverWasUpToDate() {
        Watch watch = watch();
        watch.poll();
        store.replicate();
        watch.catchUp();
        time.set(START.plusSeconds(60));
        watch.poll();
        store.failOver();
        time.set(START.plusSeconds(120));
        int asked = source.asked().size();

        watch.poll();
        watch.catchUp();

        assertThat(asked(asked).stream().filter(request -> isFirstName(request)))
                .extracting(LookupRequest::window)
                .as("slices have become longer")
                .containsExactly(
                        new Window(START.minus(Duration.ofHours(2)), START.plusSeconds(120)), days(START, 7, 0));
        assertThat(watch.report("here").completeUntil()).isEqualTo(START.plusSeconds(120));
    }

    /** Its pages are in the store that is no more, and the other lane has opened the new one meanwhile. */
    @Test
    void readsASliceAgainDuringWhichAStandbyTookOver() {
        Deque<Runnable> meanwhile = new ArrayDeque<>();
        Watch watch = watch(1, Tenure.of(new Alone("here"), "default"), store, (request, departure) -> {
            if (request.window().length().toDays() > 0 && !meanwhile.isEmpty()) {
                meanwhile.remove().run();
            }
            return source.lookup(request, departure);
        });
        watch.poll();
        store.replicate();
        meanwhile.add(() -> {
            store.failOver();
            watch.poll();
        });

        watch.catchUp();
        assertThat(asked(0)).extracting(LookupRequest::window).endsWith(days(START, 7, 6));
        watch.catchUp();

        assertThat(source.asked())
                .extracting(LookupRequest::window)
                .endsWith(days(START, 7, 6), days(START, 7, 6), days(START, 6, 4), days(START, 4, 0));
        assertThat(watch.report("here").completeUntil()).isEqualTo(START);
    }

    /** The poll itself is the one that finds out: nothing of it counts. */
    @Test
    void aPollDuringWhichAStandbyTookOverHasNotBeen() {
        Deque<Runnable> meanwhile = new ArrayDeque<>();
        Watch watch = watch(1, Tenure.of(new Alone("here"), "default"), store, (request, departure) -> {
            if (!meanwhile.isEmpty()) {
                meanwhile.remove().run();
            }
            return source.lookup(request, departure);
        });
        watch.poll();
        store.replicate();
        time.set(START.plusSeconds(60));
        meanwhile.add(store::failOver);

        watch.poll();
        assertThat(polls("store")).isEqualTo(1);
        assertThat(store.committed()).extracting(Checkpoint::head).containsExactly(START);
        watch.poll();
        assertThat(store.committed()).extracting(Checkpoint::head).containsExactly(START.plusSeconds(60));
    }

    private List<LookupRequest> asked(int from) {
        return source.asked().subList(from, source.asked().size());
    }

    private static boolean isFirstName(LookupRequest request) {
        return request.reading().value().equals("DeleteSigningCertificate");
    }

    private static Window days(Instant now, int from, int until) {
        return new Window(now.minus(Duration.ofDays(from)), now.minus(Duration.ofDays(until)));
    }

    private static Tuple slice(Instant now, int from, int until) {
        return tuple("RemoveClientIDFromOpenIDConnectProvider", days(now, from, until));
    }

    private static Window lookback(Instant now) {
        return new Window(now.minus(Duration.ofHours(2)), now);
    }

    private double polls(String result) {
        return families.value(
                "tamperwatch_polls{account=\"default\",region=\"us-east-1\",result=\"%s\"}".formatted(result));
    }

    @Test
    void anAccountThatEndsIsReadNoMoreAndGoesOnWhereItWasWhenItIsBack() {
        WatchSet set = new WatchSet(Simulation.CATALOGUE, store, scope -> watch());
        assertThat(set.follow(accounts(null))).hasSize(1);
        assertThat(set.follow(accounts(null))).isEmpty();
        Watch watch = set.read().getFirst();
        watch.poll();
        int asked = source.asked().size();

        assertThat(set.follow(accounts("AWS has suspended the account"))).isEmpty();
        watch.poll();
        watch.catchUp();
        assertThat(source.asked()).hasSize(asked);
        assertThat(set.read()).isEmpty();
        assertThat(set.all()).containsExactly(watch);
        assertThat(watch.report(null).ended()).isEqualTo("AWS has suspended the account");
        assertThat(watch.report(null).completeUntil()).isNotNull();
        assertThat(gauges()).isEmpty();

        assertThat(set.follow(accounts(null))).containsExactly(watch);
        watch.poll();
        assertThat(source.asked()).hasSizeGreaterThan(asked);
        assertThat(gauges()).hasSize(2);
        assertThat(set.follow(List.of())).isEmpty();
        assertThat(watch.report(null).ended()).isEqualTo("it is not configured any more");
    }

    @Test
    void whatIsKeptOfAnAccountThatHasEndedIsShownAfterARestart() {
        watch().poll();
        WatchSet set = new WatchSet(Simulation.CATALOGUE, store, scope -> watch());
        assertThat(set.follow(accounts("the account is gone"))).isEmpty();
        assertThat(set.all().getFirst().report(null).completeUntil()).isNotNull();
    }

    private static List<Accounts.WatchedAccount> accounts(@Nullable String ended) {
        return List.of(
                new Accounts.WatchedAccount("default", "us-east-1", List.of("us-east-1"), List.of(), ended, null));
    }

    /** What has no thread to run on any more is no fault of anybody's. */
    @Test
    void aPollThatTheEndOfTheProcessCutsShortWasStopped() {
        Watch watch = watch(2, Tenure.of(new Alone("here"), "default"), store, (request, sending) -> {
            throw new RejectedExecutionException("of a test");
        });
        watch.poll();
        assertThat(watch.report("here").lastPoll().outcome()).isEqualTo("stopped");
        assertThat(polls("stopped")).isEqualTo(1);
        assertThat(polls("fault")).isZero();
    }

    private List<String> gauges() {
        return Stream.of(COMPLETE_UNTIL, GAP)
                .flatMap(name -> families.scrape(name).keySet().stream())
                .toList();
    }

    private Watch watch() {
        return watch(2);
    }

    private Watch watch(int names) {
        return watch(names, Tenure.of(new Alone("here"), "default"), store, source);
    }

    private Watch watch(int names, Tenure tenure, SimulatedStore store, EventSource source) {
        families = new TestingFamilies();
        WatchMeters meters = new WatchMeters(new SimpleMeterRegistry(), families);
        meters.begin(List.of(Simulation.WATCH));
        EventIntake intake =
                new EventIntake(new EventRecordParser(), new Detector(Simulation.CATALOGUE), store, Review.NONE);
        return new Watch(
                Simulation.WATCH,
                new TestingAccounts(),
                ReadingPlans.of(Simulation.CATALOGUE.detections().stream().limit(names), SETTINGS),
                SETTINGS,
                new CheckpointBook(Simulation.WATCH, store),
                // A budget that takes no time, so that the clock stands still.
                new WindowReader(source, new Pacer(1e9, time, time), new BackOff(new Random(1)), time, meters, tenure),
                new Progress(
                        Simulation.WATCH,
                        intake,
                        meters,
                        new FindingMeters(families, Simulation.CATALOGUE, List.of("default")),
                        new FindingLog(),
                        time),
                InFlight.oneAtATime(),
                meters,
                tenure,
                time);
    }
}
