package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tamperwatch.emulator.Account;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that never come, stop midway or take for ever, for one account of two. */
class SilenceIT {

    private static final Account SILENT = Account.of("444455556666");
    private static final List<Fault> KINDS =
            List.of(new Fault.Silent(), new Fault.Stalled(), new Fault.Trickled(Duration.ofMillis(250)));

    @TempDir
    static Path directory;

    private final List<String> happened = new ArrayList<>();
    private final Map<String, AtomicInteger> met = new ConcurrentHashMap<>();

    @Test
    void anAccountThatIsNotAnsweredSaysSoAndHoldsUpNoOther() {
        try (AwsEmulator aws = AwsEmulator.start(Clock.systemUTC())) {
            aws.lookupRate(Double.POSITIVE_INFINITY);
            Members.giveRole(aws, SILENT);
            try (LaunchedService service = Launch.watching(aws, directory)
                    .set("tamperwatch.aws.timeout", "1s")
                    .set("tamperwatch.accounts.own.regions", "us-east-1")
                    .set("tamperwatch.accounts.silent.role-arn", "arn:aws:iam::444455556666:role/" + Members.ROLE)
                    .start()) {
                service.until(
                        "both are read",
                        () -> outcome(service, "own").equals("ok")
                                && outcome(service, "silent").equals("ok"));

                // more than one second is enough for, at four bytes a second
                for (int i = 0; i < 4; i++) {
                    happens(aws, SILENT.id());
                }
                aws.faults(this::neverEnding);
                happens(aws, SILENT.id());
                isToldOf(service);
                theOtherIsReadOn(aws, service);
                aws.healthy();

                service.until("all found", () -> service.api().findingIds().containsAll(happened));
                service.until("going well", () -> outcome(service, "silent").equals("ok"));
                service.awaitLogged("polls go well account=silent region=us-east-1");
                service.awaitPolls(2);
                assertThat(service.api().findingIds()).containsExactlyInAnyOrderElementsOf(happened);
            }
        }
    }

    private void happens(AwsEmulator aws, String account) {
        int number = happened.size();
        aws.history().add(Records.number(number, Instant.now()).put("recipientAccountId", account), Instant.now());
        happened.add(Records.id(number));
    }

    /** Each name meets each of them, in turn: were one of them taken for an answer, a poll would go well. */
    private Optional<Fault> neverEnding(EmulatorRequest request) {
        if (request.service() != ServiceName.CLOUDTRAIL || !SILENT.id().equals(request.account())) {
            return Optional.empty();
        }
        String name = new Answer(200, "", request.body())
                .json()
                .at("/LookupAttributes/0/AttributeValue")
                .asText();
        int before = met.computeIfAbsent(name, first -> new AtomicInteger()).getAndIncrement();
        return Optional.of(KINDS.get(before % KINDS.size()));
    }

    private static void isToldOf(LaunchedService service) {
        service.until("unavailable", () -> outcome(service, "silent").equals("unavailable"));
        assertThat(watch(service, "silent").at("/lastPoll/error").asText())
                .containsAnyOf("no whole answer within 1 s", "Read timed out");
        Metrics metrics = service.metrics();
        assertThat(metrics.sum("tamperwatch_polls_total", "account", "silent", "result", "unavailable"))
                .isPositive();
        assertThat(metrics.sum("tamperwatch_lookup_requests_total", "account", "silent", "result", "unavailable"))
                .isGreaterThanOrEqualTo(4);
        service.awaitLogged("poll failed, will be repeated account=silent region=us-east-1 result=unavailable error=");
        assertThat(service.isReady()).isTrue();
    }

    private void theOtherIsReadOn(AwsEmulator aws, LaunchedService service) {
        happens(aws, AwsEmulator.ACCOUNT.id());
        service.until("found", () -> service.api().findingIds().contains(happened.getLast()));
        assertThat(outcome(service, "own")).isEqualTo("ok");
        assertThat(outcome(service, "silent")).isEqualTo("unavailable");
    }

    private static String outcome(LaunchedService service, String account) {
        return watch(service, account).at("/lastPoll/outcome").asText("");
    }

    private static JsonNode watch(LaunchedService service, String account) {
        for (JsonNode watch : service.api().json("/api/v1/watches").path("items")) {
            if (watch.path("account").asText().equals(account)) {
                return watch;
            }
        }
        throw new AssertionError("no watch of " + account);
    }
}
