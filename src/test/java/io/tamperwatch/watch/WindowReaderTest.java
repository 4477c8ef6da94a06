package io.tamperwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.replica.Alone;
import io.tamperwatch.series.TestingFamilies;
import io.tamperwatch.watch.LookupOutcome.Denied;
import io.tamperwatch.watch.LookupOutcome.Page;
import io.tamperwatch.watch.LookupOutcome.Throttled;
import io.tamperwatch.watch.LookupOutcome.TokenRejected;
import io.tamperwatch.watch.LookupOutcome.TooLarge;
import io.tamperwatch.watch.LookupOutcome.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WindowReaderTest {

    private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
    private static final WatchKey WATCH = new WatchKey("default", "us-east-1");
    private static final Reading READING = Reading.eventName("DeleteSigningCertificate");
    private static final Window WINDOW = new Window(START.minusSeconds(3600), START);

    private final VirtualTime time = new VirtualTime(START);
    private final TestingEventSource source = new TestingEventSource();
    private final WatchMeters meters = new WatchMeters(new SimpleMeterRegistry(), new TestingFamilies());
    private final List<String> stored = new ArrayList<>();
    private final WindowReader reader = reader(source);

    private WindowReader reader(EventSource source) {
        return new WindowReader(
                source,
                new Pacer(1, time, time),
                new BackOff(new Random(1)),
                time,
                meters,
                Tenure.of(new Alone("here"), "default"));
    }

    @Test
    void readsEveryPageWithTheSameWindow() {
        source.answer(page("t1", "a", "b"), page("t2", "c"), page(null, "d"));
        assertThat(read()).isEqualTo(new ReadOutcome.Complete(3));
        assertThat(stored).containsExactly("a", "b", "c", "d");
        assertThat(source.asked()).containsExactly(asked(WINDOW, null), asked(WINDOW, "t1"), asked(WINDOW, "t2"));
    }

    @Test
    void goesOnAfterAnEmptyPageThatHasAToken() {
        source.answer(page("t1"), page(null, "a"));
        assertThat(read()).isEqualTo(new ReadOutcome.Complete(2));
        assertThat(stored).containsExactly("a");
    }

    @Test
    void repeatsThePageThatWasThrottledOrUnavailable() {
        source.answer(
                page("t1", "a"), new Throttled("Rate exceeded"), new Unavailable("Read timed out"), page(null, "b"));
        assertThat(read()).isEqualTo(new ReadOutcome.Complete(2));
        assertThat(stored).containsExactly("a", "b");
        assertThat(source.asked())
                .containsExactly(asked(WINDOW, null), asked(WINDOW, "t1"), asked(WINDOW, "t1"), asked(WINDOW, "t1"));
        assertThat(meters.requests(WATCH)).as("retries count").isEqualTo(4);
    }

    @Test
    void givesUpWhenRepeatingDoesNotHelpAndSaysWhy() {
        Unavailable down = new Unavailable("HTTP 503");
        source.answer(down, down, down, down, page(null, "never asked for"));
        assertThat(read()).isEqualTo(new ReadOutcome.NoPage(down));
        assertThat(stored).isEmpty();
        assertThat(source.asked()).hasSize(BackOff.ATTEMPTS);
    }

    @Test
    void doesNotRepeatWhatRepeatingCannotMend() {
        Denied denied = new Denied("not authorized to perform: cloudtrail:LookupEvents");
        source.answer(denied);
        assertThat(read()).isEqualTo(new ReadOutcome.NoPage(denied));
        assertThat(source.asked()).hasSize(1);
    }

    @Test
    void readsWhatIsLeftInHalvesWhenATokenIsLost() {
        source.answer(page("t1", "a"), new TokenRejected("expired"), page(null, "a"), page(null, "b"));
        assertThat(read()).isEqualTo(new ReadOutcome.Complete(2));
        Instant middle = START.minusSeconds(1800);
        assertThat(source.asked())
                .containsExactly(
                        asked(WINDOW, null),
                        asked(WINDOW, "t1"),
                        asked(new Window(middle, START), null),
                        asked(new Window(WINDOW.start(), middle), null));
        assertThat(stored).containsExactly("a", "a", "b");
    }

    @Test
    void readsInHalvesWhatIsTooLargeToBeReadAtOnce() {
        source.answer(new TooLarge("more than 32 MB"), page(null, "b"), page("t1", "a"), page(null, "a2"));
        assertThat(read()).isEqualTo(new ReadOutcome.Complete(3));
        Instant middle = START.minusSeconds(1800);
        Window older = new Window(WINDOW.start(), middle);
        assertThat(source.asked())
                .containsExactly(
                        asked(WINDOW, null),
                        asked(new Window(middle, START), null),
                        asked(older, null),
                        asked(older, "t1"));
        assertThat(stored).containsExactly("b", "a", "a2");
    }

    @Test
    void givesUpAndSaysSoWhenASecondIsTooLarge() {
        TooLarge large = new TooLarge("more than 32 MB");
        source.answer(large, large, large);
        Window second = new Window(START.minusSeconds(1), START);
        assertThat(reader.read(WATCH, READING, second, Lane.POLL, events -> {}))
                .isEqualTo(new ReadOutcome.NoPage(large));
        assertThat(source.asked()).hasSize(1);
    }

    @Test
    void givesUpWhenTokensAreLostOverAndOver() {
        TokenRejected lost = new TokenRejected("expired");
        for (int i = 0; i < 20; i++) {
            source.answer(page("t" + i, "a"), lost);
        }
        assertThat(read()).isEqualTo(new ReadOutcome.NoPage(lost));
    }

    @Test
    void doesNotGoRoundInCirclesWhenATokenLeadsToItself() {
        for (int i = 0; i < 40; i++) {
            source.answer(page("same", "a"));
        }
        assertThat(read())
                .isInstanceOfSatisfying(
                        ReadOutcome.NoPage.class,
                        noPage -> assertThat(noPage.failure()).isInstanceOf(TokenRejected.class));
    }

    @Test
    void stopsAtThePageThatCouldNotBeStored() {
        source.answer(page("t1", "a"), page(null, "b"));
        StoreUnavailable full = new StoreUnavailable("disk full", new IllegalStateException());
        ReadOutcome outcome = reader.read(WATCH, READING, WINDOW, Lane.POLL, events -> {
            throw full;
        });
        assertThat(outcome).isEqualTo(new ReadOutcome.NotStored(full));
        assertThat(source.asked()).hasSize(1);
    }

    @Test
    void asksForNothingMoreWhenStopping() {
        source.answer(page("t1", "a"), page(null, "b"));
        ReadOutcome outcome = reader.read(WATCH, READING, WINDOW, Lane.POLL, events -> reader.stop());
        assertThat(outcome).isEqualTo(new ReadOutcome.Stopped());
        assertThat(source.asked()).hasSize(1);
    }

    @Test
    void keepsWithinTheBudgetRetriesIncluded() {
        source.answer(page("t1"), new Unavailable("reset"), page("t2"), page(null));
        Instant before = time.instant();
        read();
        assertThat(Duration.between(before, time.instant())).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void keepsRequestsApartWhereTheyAreSent() {
        List<Long> sent = new ArrayList<>();
        // The first waits for a processor until 900 ms after its turn, the second for no time after its own.
        EventSource late = (request, departure) -> {
            time.advance(Duration.ofMillis(sent.isEmpty() ? 900 : 0));
            depart(departure);
            sent.add(Duration.between(START, time.instant()).toMillis());
            return page(sent.size() == 1 ? "t1" : null);
        };
        reader(late).read(WATCH, READING, WINDOW, Lane.POLL, events -> {});
        assertThat(sent).containsExactly(900L, 1900L);
    }

    @Test
    void asksForTheReadingsOfAPollInTheirOrderWhicheverComesFirst() {
        Reading second = Reading.eventName("DeleteAccessKey");
        Turns turns = reader.turns(List.of(READING, second));
        assertThat(reader.read(WATCH, second, WINDOW, turns.of(second), events -> {}))
                .isEqualTo(new ReadOutcome.Complete(1));
        assertThat(time.instant()).as("the first one's turn is left to it").isEqualTo(START.plusSeconds(1));
    }

    @Test
    void takesWhatIsNextForFurtherPagesOfAReading() {
        Turns turns = reader.turns(List.of(READING));
        source.answer(page("t1", "a"), page(null, "b"));
        assertThat(reader.read(WATCH, READING, WINDOW, turns.of(READING), events -> {}))
                .isEqualTo(new ReadOutcome.Complete(2));
        assertThat(time.instant()).isEqualTo(START.plusSeconds(1));
    }

    private static void depart(Departure departure) {
        try {
            departure.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ReadOutcome read() {
        return reader.read(
                WATCH, READING, WINDOW, Lane.POLL, events -> events.forEach(event -> stored.add(event.eventId())));
    }

    private static LookupRequest asked(Window window, @Nullable String token) {
        return new LookupRequest(WATCH, READING, window, token);
    }

    private static Page page(@Nullable String token, String... ids) {
        return new Page(
                List.of(ids).stream()
                        .map(id -> new LookedUpEvent(id, READING.value(), START, "{}"))
                        .toList(),
                token);
    }
}
