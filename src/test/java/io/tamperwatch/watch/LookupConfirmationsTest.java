package io.tamperwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tamperwatch.assess.AssessSettings;
import io.tamperwatch.assess.Assessor;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.detect.Detector;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.finding.FindingLog;
import io.tamperwatch.finding.FindingMeters;
import io.tamperwatch.replica.Alone;
import io.tamperwatch.scan.TestingLogs;
import io.tamperwatch.series.TestingFamilies;
import io.tamperwatch.watch.Confirmations.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LookupConfirmationsTest {

    private static final Instant NOON = TestingLogs.NOON;
    private static final WatchKey KEY = new WatchKey("default", "us-east-1");
    private static final String ACCOUNT = TestingLogs.ACCOUNT;
    private static final Catalogue CATALOGUE = Catalogue.builtIn();

    private final VirtualTime time = new VirtualTime(NOON);
    private final TestingEventSource source = new TestingEventSource();
    private final TestingFamilies families = new TestingFamilies();
    private final WatchMeters meters = new WatchMeters(new SimpleMeterRegistry(), families);
    private final SimulatedStore store = new SimulatedStore(new Mishaps(new Random(1), 0));
    private final Alone shares = new Alone("here");
    private final WindowReader reader = new WindowReader(
            source, new Pacer(1, time, time), new BackOff(new Random(1)), time, meters, Tenure.of(shares, "default"));
    private final EventIntake intake = new EventIntake(
            new EventRecordParser(), new Detector(CATALOGUE), store, new Assessor(CATALOGUE, AssessSettings.NONE));
    private final FindingMeters findingMeters = new FindingMeters(families, CATALOGUE, List.of("default"));
    private final Confirmations confirmations = new LookupConfirmations(
            new TestingAccounts(),
            KEY::equals,
            shares,
            key -> reader,
            key -> new Progress(key, intake, meters, findingMeters, new FindingLog(), time));

    private static LookedUpEvent event(String id) {
        String record = TestingLogs.deletion(id, NOON).toString();
        return new LookedUpEvent(id, "DeleteSigningCertificate", NOON, record);
    }

    private Answer confirm() {
        return confirmations.confirm(ACCOUNT, "us-east-1", "d-1", NOON);
    }

    @Test
    void asksForTheEventAndStoresItAsOneFindingHoweverOften() {
        source.answer(
                new LookupOutcome.Page(List.of(event("d-2"), event("d-1")), null),
                new LookupOutcome.Page(List.of(event("d-1")), null));

        assertThat(confirm()).isEqualTo(new Answer.Stored());
        assertThat(confirm()).isEqualTo(new Answer.Stored());

        assertThat(store.created()).containsExactly("d-1");
        assertThat(source.asked().getFirst())
                .isEqualTo(new LookupRequest(
                        KEY,
                        new Reading(Reading.By.EVENT_ID, "d-1"),
                        new Window(NOON.minusSeconds(3600), NOON.plusSeconds(3600)),
                        null));
        assertThat(meters.requests(KEY)).isEqualTo(2);
    }

    @Test
    void storesNothingThatTheHistoryDoesNotShow() {
        source.answer(new LookupOutcome.Page(List.of(), null), new LookupOutcome.Page(List.of(event("d-2")), null));

        assertThat(confirm()).isEqualTo(new Answer.NotVisible());
        assertThat(confirm()).isEqualTo(new Answer.NotVisible());
        assertThat(store.created()).isEmpty();
    }

    @Test
    void knowsWhatIsNotWatched() {
        assertThat(confirmations.confirm("444455556666", "us-east-1", "d-1", NOON))
                .isEqualTo(new Answer.NotWatched());
        assertThat(confirmations.confirm(ACCOUNT, "eu-west-1", "d-1", NOON)).isEqualTo(new Answer.NotWatched());
        assertThat(source.asked()).isEmpty();
    }

    @Test
    void aFailureIsNoAnswer() {
        source.answer(new LookupOutcome.Denied("not allowed"));
        assertThat(confirm()).isEqualTo(new Answer.Failed("not allowed"));
        reader.stop();
        assertThat(confirm()).isEqualTo(new Answer.Elsewhere());
    }
}
