package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.emulator.Account;
import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.Scope;
import io.tamperwatch.store.TestingPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two replicas on one PostgreSQL share out accounts. One of them is killed, paused for longer than its leases and let go
 * again, or asked to end; the other goes on with its accounts. {@code -Dtakeovers=200} does it 200 times and looks whether an
 * account was left alone for two intervals.
 */
class TakeOverIT {

    /** In every build; nothing is timed then, since builds share their machine. */
    private static final int FEW = 3;

    private static final int TAKE_OVERS = Integer.getInteger("takeovers", FEW);

    /** A proof has the shortest interval for which docs/operations.md promises that no watch waits for two of them. */
    private static final Duration EVERY = Duration.ofSeconds(TAKE_OVERS > FEW ? 10 : 6);

    private static final List<String> ACCOUNTS =
            List.of("444455550001", "444455550002", "444455550003", "444455550004");

    /** What happens to a replica, and whether it is gone for good. */
    private enum Fate {
        KILLED,
        PAUSED,
        ENDED
    }

    @TempDir
    Path directory;

    private final AwsEmulator aws = AwsEmulator.start(Clock.systemUTC());
    private final Random random = new Random(7);
    private final Set<String> happened = new HashSet<>();
    private final List<LaunchedService> replicas = new ArrayList<>();

    @AfterEach
    void stop() {
        replicas.forEach(LaunchedService::close);
        aws.close();
    }

    @Test
    void oneGoesOnWithTheAccountsOfTheOtherLosingNothingAndRepeatingNothing() throws Exception {
        Optional<TestingPostgres> started = TestingPostgres.start();
        assumeTrue(started.isPresent(), "no PostgreSQL server is installed");
        ACCOUNTS.forEach(this::givenRole);
        aws.lookupRate(Double.POSITIVE_INFINITY);
        try (TestingPostgres postgres = started.get()) {
            String url = postgres.newDatabase();
            replicas.add(replica(url));
            replicas.add(replica(url));
            awaitEvenShares();
            eachTellsOfAll();
            for (int takeOver = 0; takeOver < TAKE_OVERS; takeOver++) {
                takeOver(Fate.values()[takeOver % 3], random.nextInt(2), url);
            }
            events(1);
            for (LaunchedService replica : replicas) {
                replica.until("all found", () -> replica.api().findingIds().containsAll(happened));
                assertThat(replica.api().findingIds()).containsExactlyInAnyOrderElementsOf(happened);
            }
            if (TAKE_OVERS > FEW) {
                noWatchWasIdle();
            }
            replicas.forEach(LaunchedService::close);
        }
    }

    private LaunchedService replica(String url) {
        Launch launch = Launch.watching(aws, directory)
                .set("tamperwatch.poll.every", EVERY.toSeconds() + "s")
                .set("tamperwatch.store", "postgresql")
                .set("tamperwatch.postgresql.url", url)
                .set("tamperwatch.postgresql.username", TestingPostgres.USER);
        ACCOUNTS.forEach(id ->
                launch.set("tamperwatch.accounts.a" + id + ".role-arn", "arn:aws:iam::" + id + ":role/tamperwatch"));
        return launch.start();
    }

    private void givenRole(String id) {
        Members.giveRole(aws, Account.of(id));
    }

    private void takeOver(Fate fate, int victim, String url) throws Exception {
        LaunchedService gone = replicas.get(victim);
        LaunchedService other = replicas.get(1 - victim);
        events(5);
        awaitALookup();
        switch (fate) {
            case KILLED -> gone.kill();
            case PAUSED -> signal(gone, "STOP");
            case ENDED -> gone.terminate();
        }
        events(5);
        other.until("has all " + fate, () -> owned(other) == ACCOUNTS.size());
        other.until("all found", () -> other.api().findingIds().containsAll(happened));
        if (fate == Fate.PAUSED) {
            signal(gone, "CONT");
        } else {
            replicas.set(victim, replica(url));
        }
        awaitEvenShares();
    }

    private static void signal(LaunchedService service, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(service.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }

    /** So that somebody is in the middle of something. */
    private void awaitALookup() {
        long asked = aws.requests().total();
        replicas.getFirst().until("a lookup", () -> aws.requests().total() > asked);
    }

    private void events(int inEachAccount) {
        for (String account : ACCOUNTS) {
            for (int i = 0; i < inEachAccount; i++) {
                ObjectNode record =
                        Records.number(happened.size(), Instant.now()).put("recipientAccountId", account);
                aws.history().add(record, Instant.now());
                happened.add(record.path("eventID").asText());
            }
        }
    }

    private void awaitEvenShares() {
        for (LaunchedService replica : replicas) {
            replica.until("its share", () -> owned(replica) == ACCOUNTS.size() / 2.0);
        }
    }

    private static double owned(LaunchedService replica) {
        return replica.metrics().sum("tamperwatch_watches_owned");
    }

    /** Whichever is asked: who has what, and how polls went there. */
    private void eachTellsOfAll() {
        for (LaunchedService replica : replicas) {
            replica.until("tells of all", () -> watches(replica).stream().allMatch(TakeOverIT::isPolled));
            // what is another's is heard of with the next beat
            replica.until("tells of both", () -> owners(replica) == 2);
            assertThat(watches(replica).stream()
                            .filter(watch -> watch.path("ownedHere").asBoolean()))
                    .hasSize(ACCOUNTS.size() / 2);
            assertThat(replica.metrics().sum("tamperwatch_replicas")).isEqualTo(2);
        }
    }

    private static boolean isPolled(JsonNode watch) {
        return watch.path("lastPoll").path("outcome").asText().equals("ok")
                && !watch.path("completeUntil").isNull()
                && !watch.path("owner").isNull();
    }

    private static long owners(LaunchedService replica) {
        return watches(replica).stream()
                .map(watch -> watch.path("owner").asText())
                .distinct()
                .count();
    }

    private static List<JsonNode> watches(LaunchedService replica) {
        List<JsonNode> watches = new ArrayList<>();
        replica.api().json("/api/v1/watches").path("items").forEach(watches::add);
        return watches;
    }

    /** As its account sees it, from the first to the last lookup of each. */
    private void noWatchWasIdle() {
        for (String account : ACCOUNTS) {
            Instant before = null;
            for (var entry : aws.requests().of(new Scope(account, "us-east-1"), "LookupEvents")) {
                Instant at = entry.request().at();
                if (before != null) {
                    assertThat(Duration.between(before, at))
                            .as("idle in account " + account + " since " + before)
                            .isLessThan(EVERY.multipliedBy(2));
                }
                before = at;
            }
        }
    }
}
