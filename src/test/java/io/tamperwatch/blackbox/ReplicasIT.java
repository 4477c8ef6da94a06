package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.emulator.Account;
import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.EmulatorRequest;
import io.tamperwatch.emulator.Fault;
import io.tamperwatch.emulator.Organization;
import io.tamperwatch.emulator.Scope;
import io.tamperwatch.emulator.ServiceName;
import io.tamperwatch.store.TestingPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two replicas on one PostgreSQL read one queue and find the accounts of one organization. One of them is killed while it holds
 * messages, the other one while it is the one that lists accounts. A later version has brought the schema up to its
 * own date meanwhile. {@code -Dtimed} also looks whether an account was left alone
 * for two intervals, which builds that share their machine do not.
 */
class ReplicasIT {

    private static final Duration EVERY = Duration.ofSeconds(6);
    private static final List<Account> FIRST = List.of(
            Account.of("444455550001"),
            Account.of("444455550002"),
            Account.of("444455550003"),
            Account.of("444455550004"));
    private static final Account FIFTH = Account.of("444455550005");
    private static final Account SIXTH = Account.of("444455550006");
    private static final int MESSAGES = 60;

    /** With some deleted, some being looked up and most still to be handed out. */
    private static final int DELETED_WHEN_KILLED = 8;

    @TempDir
    Path directory;

    private final AwsEmulator aws = AwsEmulator.start(Clock.systemUTC());
    private final List<LaunchedService> running = new ArrayList<>();
    private final List<LaunchedService> everyOne = new ArrayList<>();
    private final Set<String> happened = new TreeSet<>();
    private final AtomicInteger deleted = new AtomicInteger();
    private final Queue<String> deletedTooEarly = new ConcurrentLinkedQueue<>();
    private String url = "";

    @BeforeEach
    void anOrganization() {
        aws.lookupRate(Double.POSITIVE_INFINITY);
        aws.organization().add(AwsEmulator.ACCOUNT, "management", Organization.ROOT);
        FIRST.forEach(this::join);
    }

    @AfterEach
    void stop() {
        everyOne.forEach(LaunchedService::close);
        aws.close();
    }

    @Test
    void shareAQueueAndTheAccountsOfAnOrganizationThroughAKillOfEither() {
        Optional<TestingPostgres> started = TestingPostgres.start();
        assumeTrue(started.isPresent(), "no PostgreSQL server is installed");
        try (TestingPostgres postgres = started.get()) {
            url = postgres.newDatabase();
            launch();
            running.getFirst().until("the first one lists", () -> watched(running.getFirst()) == FIRST.size());
            aLaterVersionMigrates();
            launch();
            eachAccountHasOneOwner(FIRST);

            killWhileItHoldsMessages(running.getFirst());
            launch();
            eachAccountHasOneOwner(FIRST);

            join(FIFTH);
            aws.organization().state(FIRST.getFirst(), "SUSPENDED");
            eachAccountHasOneOwner(List.of(FIRST.get(1), FIRST.get(2), FIRST.get(3), FIFTH));
            killTheOneThatLists(running.getFirst());

            everyEventIsOneFinding();
            if (Boolean.getBoolean("timed")) {
                noWatchWasIdle();
            }
            postgres.kill();
            postgres.resume();
            event(MESSAGES + 2, FIFTH);
            everyEventIsOneFinding();
            assertThat(timesTold("account found in the organization"))
                    .as("once each, whoever found it")
                    .isEqualTo(FIRST.size() + 2);
            assertThat(timesTold("account not watched any more")).isEqualTo(1);
            everyOne.forEach(LaunchedService::close);
        }
    }

    /** As in a rolling upgrade: the schema is ahead of what runs, of what starts and of what opens its connections anew. */
    private void aLaterVersionMigrates() {
        execute("alter table finding add column of_the_future text");
        execute("alter table lease add column of_the_future bigint not null default 0");
        execute("create table of_the_future (num bigint primary key)");
        execute("insert into schema_history (installed_rank, version, description, type, script, checksum,"
                + " installed_by, execution_time, success) values (99, '99', 'of the future', 'SQL',"
                + " 'V99__of_the_future.sql', 1, 'later', 1, true)");
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url, TestingPostgres.USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Polls are kept from finding anything meanwhile: what the queue announces only its readers find. */
    private void killWhileItHoldsMessages(LaunchedService victim) {
        aws.faults(this::onlyTheQueueLeadsToEvents);
        for (int number = 0; number < MESSAGES; number++) {
            aws.queue().send(announcement(event(number, FIRST.get(number % FIRST.size()))));
        }
        victim.until("some are dealt with", () -> deleted.get() >= DELETED_WHEN_KILLED);
        victim.kill();
        running.remove(victim);
        LaunchedService other = running.getFirst();
        other.until("has all", () -> owned(other) == FIRST.size());
        other.until("all but what the other one had", () -> aws.queue().visible() == 0);
        aws.queue().showAll();
        other.until("none left", () -> aws.queue().size() == 0);
        assertThat(deleted).hasValueGreaterThanOrEqualTo(MESSAGES);
        assertThat(deletedTooEarly).isEmpty();
        everyEventIsOneFinding();
        assertThat(other.metrics().sum("tamperwatch_queue_messages_total", "result", "malformed"))
                .isZero();
        aws.healthy();
    }

    private Optional<Fault> onlyTheQueueLeadsToEvents(EmulatorRequest request) {
        if (request.operation().equals("DeleteMessage")) {
            deleted.incrementAndGet();
            noteIfTooEarly(request);
        }
        if (request.service() != ServiceName.CLOUDTRAIL) {
            return Optional.empty();
        }
        boolean isForOne = request.body().contains("\"EventId\"");
        return Optional.of(isForOne ? new Fault.Slow(Duration.ofMillis(50)) : Fault.unavailable());
    }

    /** A receipt begins with the message's number, and the messages are sent in the order of their events. */
    private void noteIfTooEarly(EmulatorRequest request) {
        String receipt =
                new Answer(200, "", request.body()).json().path("ReceiptHandle").asText();
        String id = Records.id(Integer.parseInt(receipt.replaceFirst("-.*", "")) - 1);
        if (!isStored(id)) {
            deletedTooEarly.add(id);
        }
    }

    private boolean isStored(String eventId) {
        try (Connection connection = DriverManager.getConnection(url, TestingPostgres.USER, "");
                PreparedStatement select =
                        connection.prepareStatement("select 1 from event_record where event_id = ?")) {
            select.setObject(1, UUID.fromString(eventId));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one that has been there longest lists; the other one has to notice that it is now the one. */
    private void killTheOneThatLists(LaunchedService victim) {
        victim.kill();
        running.remove(victim);
        join(SIXTH);
        eachAccountHasOneOwner(List.of(FIRST.get(1), FIRST.get(2), FIRST.get(3), FIFTH, SIXTH));
        event(MESSAGES, SIXTH);
        event(MESSAGES + 1, FIFTH);
    }

    private void launch() {
        LaunchedService service = Launch.watching(aws, directory)
                .set("tamperwatch.poll.every", EVERY.toSeconds() + "s")
                .set("tamperwatch.sqs.fast.queue-url", aws.url() + "/111122223333/fast")
                .set("tamperwatch.organization.role-name", "tamperwatch")
                .set("tamperwatch.organization.exclude", AwsEmulator.ACCOUNT.id())
                .set("tamperwatch.organization.every", "5s")
                .set("tamperwatch.store", "postgresql")
                .set("tamperwatch.postgresql.url", url)
                .set("tamperwatch.postgresql.username", TestingPostgres.USER)
                .start();
        running.add(service);
        everyOne.add(service);
    }

    private void join(Account account) {
        Members.giveRole(aws, account);
        aws.organization().add(account, "a member", Organization.ROOT);
    }

    /** Visible in the history at once. */
    private ObjectNode event(int number, Account account) {
        ObjectNode record = Records.number(number, Instant.now()).put("recipientAccountId", account.id());
        aws.history().add(record, Instant.now());
        happened.add(Records.id(number));
        return record;
    }

    private static String announcement(ObjectNode record) {
        ObjectNode envelope = JsonNodeFactory.instance
                .objectNode()
                .put("detail-type", "AWS API Call via CloudTrail")
                .put("account", record.path("recipientAccountId").asText());
        envelope.set("detail", record);
        return envelope.toString();
    }

    /** Whichever is asked, each account that is watched is one replica's and polled, and none has more than its share. */
    private void eachAccountHasOneOwner(List<Account> accounts) {
        List<String> wanted = accounts.stream().map(Account::id).sorted().toList();
        LaunchedService one = running.getFirst();
        one.until(
                "one owner each: " + wanted,
                () -> running.stream()
                                .allMatch(replica -> owners(replica).equals(owners(one))
                                        && List.copyOf(owners(replica).keySet()).equals(wanted)
                                        && Set.copyOf(owners(replica).values()).size() == running.size()
                                        && watches(replica).stream().allMatch(ReplicasIT::isPolled))
                        // in the same look: on a busy machine a lease may end before it is renewed
                        && here().equals(wanted));
    }

    /** What each says of itself. */
    private List<String> here() {
        return running.stream()
                .flatMap(replica -> watches(replica).stream())
                .filter(watch -> watch.path("ownedHere").asBoolean())
                .map(watch -> watch.path("account").asText())
                .sorted()
                .toList();
    }

    private static boolean isPolled(JsonNode watch) {
        return watch.path("lastPoll").path("outcome").asText().equals("ok");
    }

    /** Who has what, as one of them tells; what has ended is left out. */
    private static Map<String, String> owners(LaunchedService replica) {
        Map<String, String> owners = new TreeMap<>();
        watches(replica)
                .forEach(watch -> owners.put(
                        watch.path("account").asText(), watch.path("owner").asText("nobody")));
        return owners;
    }

    private static List<JsonNode> watches(LaunchedService replica) {
        List<JsonNode> watches = new ArrayList<>();
        for (JsonNode watch : replica.api().json("/api/v1/watches").path("items")) {
            if (watch.path("ended").isNull()) {
                watches.add(watch);
            }
        }
        return watches;
    }

    private static int watched(LaunchedService replica) {
        return watches(replica).size();
    }

    private static double owned(LaunchedService replica) {
        return replica.metrics().sum("tamperwatch_watches_owned");
    }

    /** All are on one page. While the database is away, and until that is noticed, there is none. */
    private void everyEventIsOneFinding() {
        for (LaunchedService replica : running) {
            AtomicReference<List<String>> found = new AtomicReference<>(List.of());
            replica.until("all found", () -> {
                Answer page = replica.api().get("/api/v1/findings?limit=500");
                if (page.status() == 200) {
                    found.set(ids(page.json().path("items")));
                }
                return found.get().containsAll(happened);
            });
            assertThat(found.get()).containsExactlyInAnyOrderElementsOf(happened);
        }
    }

    private static List<String> ids(JsonNode findings) {
        List<String> ids = new ArrayList<>();
        findings.forEach(finding -> ids.add(finding.path("id").asText()));
        return ids;
    }

    private long timesTold(String what) {
        return everyOne.stream()
                .flatMap(replica -> (replica.out().text() + replica.err().text()).lines())
                .filter(line -> line.contains(what))
                .count();
    }

    /** As its account sees it, from the first to the last lookup of each. */
    private void noWatchWasIdle() {
        for (Account account : List.of(FIRST.get(1), FIRST.get(2), FIRST.get(3), FIFTH, SIXTH)) {
            Instant before = null;
            for (var entry : aws.requests().of(new Scope(account.id(), "us-east-1"), "LookupEvents")) {
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
