package io.tamperwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.replica.Alone;
import io.tamperwatch.series.TestingFamilies;
import io.tamperwatch.session.SessionHistory;
import io.tamperwatch.session.SessionHistory.By;
import io.tamperwatch.session.SessionHistory.Question;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PacedSessionHistoryTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final WatchKey KEY = new WatchKey("production", "eu-west-1");

    private final VirtualTime time = new VirtualTime(NOON);
    private final TestingEventSource source = new TestingEventSource();
    private final WatchMeters meters = new WatchMeters(new SimpleMeterRegistry(), new TestingFamilies());
    private final WindowReader reader = new WindowReader(
            source,
            new Pacer(1, time, time),
            new BackOff(new Random(1)),
            time,
            meters,
            Tenure.of(new Alone("here"), "default"));
    private final Accounts accounts = new Accounts() {
        @Override
        public List<WatchedAccount> all() {
            return List.of(
                    new WatchedAccount("production", "us-east-1", List.of("eu-west-1", "us-east-1")),
                    new WatchedAccount("staging", "us-east-1", List.of("us-west-2")));
        }

        @Override
        public Optional<String> accountId(String account) {
            return Optional.empty();
        }
    };
    private final PacedSessionHistory history =
            new PacedSessionHistory(accounts, key -> reader, new EventRecordParser());

    @Test
    void asksNothingAboutATimeThatAClockSetBackHasStillToReach() {
        assertThat(history.ask(new Question(
                        "production", "eu-west-1", By.ACCESS_KEY_ID, "ASIAEXAMPLE", NOON, NOON.minusSeconds(1), 4)))
                .isEqualTo(new SessionHistory.Failed());
        assertThat(meters.requests(KEY)).isZero();
    }

    @Test
    void asksByOneAttributeInWholeSecondsAndCountsTheRequests() {
        source.answer(page(null, "a", "b"));

        SessionHistory.Answer answer = history.ask(new Question(
                "production", "eu-west-1", By.ACCESS_KEY_ID, "ASIAEXAMPLE", NOON.minusMillis(1500), NOON, 4));

        assertThat(answer).isInstanceOfSatisfying(SessionHistory.Events.class, events -> {
            assertThat(events.events()).extracting(EventRecord::eventId).containsExactly("a", "b");
            assertThat(events.complete()).isTrue();
        });
        Window window = new Window(NOON.minusSeconds(2), NOON);
        assertThat(source.asked())
                .containsExactly(
                        new LookupRequest(KEY, new Reading(Reading.By.ACCESS_KEY_ID, "ASIAEXAMPLE"), window, null));
        assertThat(meters.requests(KEY)).isEqualTo(1);
    }

    @Test
    void leavesWhatIsBehindTheLastPageItMayReadAndSaysSo() {
        source.answer(page("t1", "a"), page("t2", "b"), page(null, "c"));
        assertThat(complete(2)).isFalse();
        assertThat(source.asked()).hasSize(2);
        source.answer(page("t1", "a"), page(null, "b"));
        source.lookup(new LookupRequest(KEY, Reading.eventName("x"), new Window(NOON, NOON), null), () -> {});
        assertThat(complete(2)).isTrue();
    }

    @Test
    void tellsRefusalsFromSilence() {
        source.answer(new LookupOutcome.Denied("no"), new LookupOutcome.CredentialsUnusable("expired"));
        assertThat(ask(1)).isEqualTo(new SessionHistory.Denied());
        assertThat(ask(1)).isEqualTo(new SessionHistory.Denied());
        source.answer(new LookupOutcome.Rejected("what?"));
        assertThat(ask(1)).isEqualTo(new SessionHistory.Failed());
        reader.stop();
        assertThat(ask(1)).isEqualTo(new SessionHistory.Stopped());
    }

    @Test
    void leavesOutWhatCannotBeRead() {
        source.answer(new LookupOutcome.Page(List.of(new LookedUpEvent("a", null, NOON, "{not JSON")), null));
        assertThat(ask(1)).isEqualTo(new SessionHistory.Events(List.of(), true));
    }

    @Test
    void looksWhereTheAccountIsRead() {
        assertThat(history.regions("production")).containsExactly("us-east-1", "eu-west-1");
        assertThat(history.regions("unknown")).isEmpty();
    }

    private boolean complete(int pages) {
        return ((SessionHistory.Events) ask(pages)).complete();
    }

    private SessionHistory.Answer ask(int pages) {
        return history.ask(new Question(
                "production", "eu-west-1", By.RESOURCE_NAME, "ASIAEXAMPLE", NOON.minusSeconds(60), NOON, pages));
    }

    private static LookupOutcome.Page page(@Nullable String token, String... ids) {
        return new LookupOutcome.Page(
                List.of(ids).stream()
                        .map(id -> new LookedUpEvent(id, "AssumeRole", NOON, """
                            {"eventVersion": "1.11", "eventID": "%s", "eventTime": "2026-03-10T12:00:00Z",
                             "eventSource": "sts.amazonaws.com", "eventName": "AssumeRole", "awsRegion": "eu-west-1",
                             "userIdentity": {"type": "Root"}}\
                            """.formatted(id)))
                        .toList(),
                token);
    }
}
