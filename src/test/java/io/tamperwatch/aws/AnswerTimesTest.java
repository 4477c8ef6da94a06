package io.tamperwatch.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.TestingClock;
import io.tamperwatch.series.TestingFamilies;
import io.tamperwatch.watch.AwsTime.Comparison;
import io.tamperwatch.watch.LookupOutcome;
import io.tamperwatch.watch.LookupRequest;
import io.tamperwatch.watch.Reading;
import io.tamperwatch.watch.WatchKey;
import io.tamperwatch.watch.Window;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTimesTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private final TestingClock clock = new TestingClock(NOON);
    private final TestingFamilies families = new TestingFamilies();
    private final AnswerTimes times = new AnswerTimes(clock, families);

    /** Sent at noon; dates have whole seconds, so one of noon may mean almost a second later. */
    @ParameterizedTest
    @CsvSource({
        "an answer at once, 0, 0, 0",
        "an answer that takes a minute and is dated at its end, 60, 60, 0",
        "an answer that takes a minute and is dated at its beginning, 0, 60, 0",
        "dated a second before it was asked for, -1, 0, 0",
        "this clock is ahead, -600, 1, 599",
        "this clock is behind, 600, 2, -598"
    })
    void tellsTheClocksApartWhateverTheNetworkTakes(String what, long dated, long arrived, long ahead) {
        assertThat(families.scrape("tamperwatch_clock_ahead_seconds"))
                .as("before the first answer")
                .containsExactly(entry("tamperwatch_clock_ahead_seconds", 0.0));

        times.compare(NOON, NOON.plusSeconds(dated), NOON.plusSeconds(arrived));

        assertThat(times.compared())
                .as(what)
                .contains(new Comparison(Duration.ofSeconds(ahead), NOON.plusSeconds(arrived)));
        assertThat(families.value("tamperwatch_clock_ahead_seconds")).as(what).isEqualTo(ahead);
    }

    @Test
    void warnsOnceAndSaysWhenItIsOver() {
        List<String> said = new ArrayList<>();
        Handler hearing = new Handler() {
            @Override
            public void publish(LogRecord line) {
                said.add(line.getLevel() + " " + ((ExtLogRecord) line).getFormattedMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(AnswerTimes.class.getName());
        logger.addHandler(hearing);
        try {
            for (long dated : new long[] {0, -31, -32, -600, 600, -30, 0}) {
                times.compare(NOON, NOON.plusSeconds(dated), NOON);
            }
        } finally {
            logger.removeHandler(hearing);
        }
        assertThat(said)
                .containsExactly(
                        "WARN this machine's clock is not AWS's, set it right aheadSeconds=31",
                        "INFO this machine's clock is AWS's again");
    }

    /** The emulator's answers are dated by the machine's time; the product's clock is another. */
    @Test
    void hearsItFromTheAnswersOfARealClient() {
        assertThat(times.compared()).isEmpty();
        System.setProperty("aws.accessKeyId", AwsEmulator.ACCESS_KEY_ID);
        System.setProperty("aws.secretAccessKey", AwsEmulator.SECRET_ACCESS_KEY);
        try (AwsEmulator aws = AwsEmulator.start(Clock.systemUTC())) {
            System.setProperty("aws.endpointUrl", aws.url().toString());
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            clock.advance(Duration.between(NOON, now.plus(Duration.ofHours(2))));
            AwsClients clients = new AwsClients(
                    AccountBook.fixed(() -> Map.of()), (account, action, allowed) -> {}, AwsSettings.USUAL, times);

            LookupOutcome outcome = new CloudTrailEventSource(clients)
                    .lookup(
                            new LookupRequest(
                                    new WatchKey("default", "us-east-1"),
                                    Reading.eventName("DeleteSigningCertificate"),
                                    new Window(now.minusSeconds(60), now),
                                    null),
                            () -> {});

            assertThat(outcome).isInstanceOf(LookupOutcome.Page.class);
            assertThat(times.compared().orElseThrow().ahead())
                    .isBetween(Duration.ofMinutes(110), Duration.ofMinutes(120));
            clients.close();
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
            System.clearProperty("aws.endpointUrl");
        }
    }
}
