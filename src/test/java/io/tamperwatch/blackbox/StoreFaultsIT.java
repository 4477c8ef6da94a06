package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.store.TestingPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told while the store cannot be used, and that nothing is missing once it can. */
class StoreFaultsIT {

    /** Connections for reading that one process opens. */
    private static final int READERS = 4;

    private static final String UNAVAILABLE = "store unavailable for a request, told once a minute at most";
    private static final String IN_USE = "the store cannot be used: all connections are in use";

    @TempDir
    Path directory;

    private final List<String> happened = new ArrayList<>();
    private AwsEmulator aws;

    @BeforeEach
    void start() {
        aws = AwsEmulator.start(Clock.systemUTC());
        aws.lookupRate(Double.POSITIVE_INFINITY);
        event();
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private void event() {
        int number = happened.size();
        aws.history().add(Records.number(number, Instant.now()), Instant.now());
        happened.add(Records.id(number));
    }

    /** One process meets it all, one after the other, and goes on each time. */
    @Test
    void aDirectoryInTheWayASecondProcessAndAFullDiskAreBorne() throws Exception {
        Path inTheWay = Files.createFile(directory.resolve("data"));
        try (LaunchedService service =
                Launch.watching(aws, directory).bearingFileLimits().start()) {
            isNotReady(service, "cannot use data");
            Files.delete(inTheWay);
            recovers(service);

            refusesASecondProcess(service);
            event();
            recovers(service);

            // As with a full disk, no file takes another byte.
            limitFiles(service, "4096:");
            event();
            isNotReady(service, "writing data/tamperwatch.db failed");
            assertThat(service.err().lines()).isEmpty();
            limitFiles(service, "unlimited:");
            recovers(service);
        }
    }

    private void refusesASecondProcess(LaunchedService service) {
        Ended second = Launch.watching(aws, directory)
                .set("quarkus.http.host", "127.0.0.1")
                .set("quarkus.http.port", String.valueOf(Ports.free()))
                .set("quarkus.management.port", String.valueOf(Ports.free()))
                .toItsEnd();

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.lines())
                .filteredOn(line -> !line.startsWith("{"))
                .containsExactly(
                        "tamperwatch.data-dir = \"data\" is not valid: process %d is using data/tamperwatch.db; one process at a time can"
                                .formatted(service.pid()));
    }

    private static void limitFiles(LaunchedService service, String bytes) throws Exception {
        Process prlimit = new ProcessBuilder("prlimit", "--pid", String.valueOf(service.pid()), "--fsize=" + bytes)
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(prlimit.exitValue()).isZero();
    }

    /** One process meets it all, one after the other, and goes on each time. */
    @Test
    void aDatabaseThatIsAwayFullBlockedOrOnlyReadsIsWaitedFor() throws Exception {
        Optional<TestingPostgres> started = TestingPostgres.start();
        assumeTrue(started.isPresent(), "no PostgreSQL server is installed");
        try (TestingPostgres postgres = started.get()) {
            String url = postgres.newDatabase();
            try (LaunchedService service = Launch.watching(aws, directory)
                    .set("tamperwatch.store", "postgresql")
                    .set("tamperwatch.postgresql.url", url)
                    .set("tamperwatch.postgresql.username", TestingPostgres.USER)
                    .start()) {
                recovers(service);
                postgres.kill();
                event();
                isNotReady(service, "the store cannot be used");
                postgres.resume();
                recovers(service);

                othersTakeEveryConnection(service, url);
                somebodyKeepsTheFindingsLocked(service, url);
                aStandbyAnswersAndIsPromoted(service, postgres);
            }
        }
    }

    /** As many as the server has, the service's own among them. */
    private void othersTakeEveryConnection(LaunchedService service, String url) throws SQLException {
        List<Connection> taken = new ArrayList<>();
        try {
            taken.add(connect(url));
            event();
            double before = service.polls("store");
            service.until("no connection is left, and that is said", () -> {
                takeAll(url, taken);
                execute(
                        taken.getFirst(),
                        "select pg_terminate_backend(pid) from pg_stat_activity where application_name ="
                                + " 'tamperwatch'");
                takeAll(url, taken);
                Answer ready = service.management().get("/q/health/ready");
                return ready.status() == 503
                        && ready.body().contains("has no connection left to give")
                        && service.polls("store") > before;
            });
            assertThat(service.watch().path("lastPoll").path("outcome").asText())
                    .isEqualTo("store");
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        recovers(service);
    }

    private static void takeAll(String url, List<Connection> taken) {
        try {
            while (true) {
                taken.add(connect(url));
            }
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("53300");
        }
    }

    /** Those who read wait behind it with all connections there are; whoever comes next is told so, and nothing is given up. */
    private void somebodyKeepsTheFindingsLocked(LaunchedService service, String url) throws Exception {
        try (Connection connection = connect(url);
                ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            execute(connection, "lock table finding in access exclusive mode");
            event();
            double before = service.polls("store");
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < READERS + 4; i++) {
                answers.add(readers.submit(() -> service.api().get("/api/v1/findings")));
            }
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(503);
            }
            service.until(
                    "said why",
                    () -> service.out().lines().stream()
                            .anyMatch(line -> line.contains(UNAVAILABLE) && line.contains(IN_USE)));
            service.until("said", () -> service.polls("store") > before);
            assertThat(service.management().get("/q/health/live").status()).isEqualTo(200);
            connection.rollback();
        }
        recovers(service);
    }

    /** What was stored last is not in the copy, as with any standby that lags; it is found again. */
    private void aStandbyAnswersAndIsPromoted(LaunchedService service, TestingPostgres postgres) {
        postgres.failOverTo(() -> {
            event();
            service.until("found", () -> service.api().findingIds().containsAll(happened));
        });
        event();
        isNotReady(service, "is read-only, perhaps a standby");
        assertThat(service.api().get("/api/v1/findings").status()).isEqualTo(200);
        postgres.promote();
        recovers(service);
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, TestingPostgres.USER, "");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void isNotReady(LaunchedService service, String reason) {
        double before = notStored(service);
        service.until("not ready, for a reason", () -> {
            Answer ready = service.management().get("/q/health/ready");
            return ready.status() == 503 && ready.body().contains(reason);
        });
        service.until("said", () -> notStored(service) > before);
        assertThat(service.management().get("/q/health/live").status()).isEqualTo(200);
    }

    /** Polls that ended at the store, or because the lease could not be renewed there: whichever comes first. */
    private static double notStored(LaunchedService service) {
        return service.polls("store") + service.polls("ceded");
    }

    private void recovers(LaunchedService service) {
        service.awaitReady();
        service.until("polls", () -> service.lastOutcome().equals("ok"));
        service.until("all found", () -> service.api().findingIds().containsAll(happened));
        service.awaitPolls(1);
        assertThat(service.api().findingIds()).containsExactlyInAnyOrderElementsOf(happened);
    }
}
