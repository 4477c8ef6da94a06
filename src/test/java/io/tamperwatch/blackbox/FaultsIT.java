package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.EmulatorRequest;
import io.tamperwatch.emulator.Fault;
import io.tamperwatch.emulator.ServiceName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told while AWS fails in every way it can, and that nothing is missing once it works again. */
class FaultsIT {

    private static final String READER = "arn:aws:iam::111122223333:user/tamperwatch";
    private static final String READING = "cloudtrail:LookupEvents";

    @TempDir
    static Path directory;

    /** Every event so far; each of them has to be found once, whichever test it comes from. */
    private static final List<String> happened = new ArrayList<>();

    private static AwsEmulator aws;
    private static LaunchedService service;

    @BeforeAll
    static void start() {
        aws = AwsEmulator.start(Clock.systemUTC());
        aws.lookupRate(Double.POSITIVE_INFINITY);
        service = Launch.watching(aws, directory).start();
        service.awaitComplete();
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
        aws.close();
    }

    @AfterEach
    void findEverythingOnceHealed() {
        heal();
        service.until("all found", () -> service.api().findingIds().containsAll(happened));
        service.until("going well", () -> service.lastOutcome().equals("ok"));
        service.awaitPolls(1);
        assertThat(service.api().findingIds()).containsExactlyInAnyOrderElementsOf(happened);
    }

    private static void heal() {
        aws.healthy();
        aws.rules().allow(READER, READING);
    }

    @Test
    void throttling() {
        spoil(request -> Fault.throttled());
        nothingIsFoundAndItIsSaid("throttled", "Rate exceeded");
    }

    /** Every reading meets each of them once, in turn: were one of them taken for an answer, the poll would go well. */
    @Test
    void brokenAnswers() {
        List<Fault> kinds =
                List.of(Fault.internalError(), new Fault.Truncated(), new Fault.Dropped(), new Fault.Garbled());
        Map<String, AtomicInteger> met = new ConcurrentHashMap<>();
        spoil(request -> kinds.get(met.computeIfAbsent(attribute(request), name -> new AtomicInteger())
                        .getAndIncrement()
                % kinds.size()));
        nothingIsFoundAndItIsSaid("unavailable", "");
        // what is looked up about the findings of other tests may meet faults as well
        assertThat(met).containsKeys(Records.CERTIFICATE, Records.CLIENT_ID);
    }

    private static String attribute(EmulatorRequest request) {
        return new Answer(200, "", request.body())
                .json()
                .at("/LookupAttributes/0/AttributeValue")
                .asText();
    }

    @Test
    void expiredCredentials() {
        spoil(request -> Fault.expiredToken());
        nothingIsFoundAndItIsSaid("credentials", "The security token included in the request is expired");
    }

    @Test
    void missingPermission() {
        aws.rules().deny(READER, READING);
        nothingIsFoundAndItIsSaid("denied", "is not authorized to perform: cloudtrail:LookupEvents");
    }

    @Test
    void slowAnswersAreWaitedFor() {
        spoil(request -> new Fault.Slow(Duration.ofSeconds(2)));
        String id = event(1, Instant.now()).getFirst();

        service.until("found", () -> service.api().findingIds().contains(id));

        assertThat(service.lastOutcome()).isEqualTo("ok");
        assertThat(service.isReady()).isTrue();
    }

    /** Windows get smaller with each lost token until one page is enough; within a second there is no smaller one. */
    @Test
    void lostTokens() {
        loseTokens();
        Instant now = Instant.now();
        for (int i = 0; i < 120; i++) {
            event(1, now.minusSeconds(60 + 10 * i));
        }
        service.until("all found", () -> service.api().findingIds().containsAll(happened));
        service.until("going well", () -> service.lastOutcome().equals("ok"));

        double before = service.polls("token_rejected");
        event(120, now);
        service.until("said", () -> service.polls("token_rejected") > before);
        assertThat(service.isReady()).isTrue();

        // Only now, since the two pages of that second stay within reach of every poll.
        heal();
        service.until("going well", () -> service.lastOutcome().equals("ok"));
    }

    /** Each request with a token comes too late. */
    private static void loseTokens() {
        aws.faults(request -> {
            if (request.body().contains("\"NextToken\"")) {
                aws.history().forgetTokens();
            }
            return Optional.empty();
        });
    }

    private static void spoil(Function<EmulatorRequest, Fault> lookups) {
        aws.faults(request ->
                request.service() == ServiceName.CLOUDTRAIL ? Optional.of(lookups.apply(request)) : Optional.empty());
    }

    /** Places new events into the history, all at once. */
    private static List<String> event(int count, Instant at) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = happened.size();
            aws.history().add(Records.number(number, at), Instant.now());
            happened.add(Records.id(number));
            ids.add(Records.id(number));
        }
        return ids;
    }

    private static void nothingIsFoundAndItIsSaid(String result, String error) {
        double polls = service.polls(result);
        double lookups = service.metrics().sum("tamperwatch_lookup_requests_total", "result", result);
        // one of each name
        List<String> ids = event(2, Instant.now());

        service.until(
                "said",
                () -> service.polls(result) > polls && service.lastOutcome().equals(result));

        JsonNode poll = service.watch().path("lastPoll");
        assertThat(poll.path("error").asText()).contains(error).isNotBlank();
        assertThat(service.metrics().sum("tamperwatch_lookup_requests_total", "result", result))
                .isGreaterThan(lookups);
        assertThat(service.isReady()).isTrue();
        assertThat(service.api().findingIds()).doesNotContainAnyElementsOf(ids);
    }
}
