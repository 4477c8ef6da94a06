package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.store.TestingPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told while the store cannot be used, and that nothing is missing once it can. */
class StoreFaultsIT {

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

    @Test
    void aDatabaseThatGoesAwayIsWaitedFor() {
        Optional<TestingPostgres> started = TestingPostgres.start();
        assumeTrue(started.isPresent(), "no PostgreSQL server is installed");
        try (TestingPostgres postgres = started.get();
                LaunchedService service = Launch.watching(aws, directory)
                        .set("tamperwatch.store", "postgresql")
                        .set("tamperwatch.postgresql.url", postgres.newDatabase())
                        .set("tamperwatch.postgresql.username", TestingPostgres.USER)
                        .start()) {
            recovers(service);
            postgres.kill();
            event();

            isNotReady(service, "the store cannot be used");

            postgres.resume();
            recovers(service);
        }
    }

    private void isNotReady(LaunchedService service, String reason) {
        double before = service.polls("store");
        service.until("not ready, for a reason", () -> {
            Answer ready = service.management().get("/q/health/ready");
            return ready.status() == 503 && ready.body().contains(reason);
        });
        service.until("said", () -> service.polls("store") > before);
        assertThat(service.management().get("/q/health/live").status()).isEqualTo(200);
    }

    private void recovers(LaunchedService service) {
        service.awaitReady();
        service.until("polls", () -> service.lastOutcome().equals("ok"));
        service.until("all found", () -> service.api().findingIds().containsAll(happened));
        service.awaitPolls(1);
        assertThat(service.api().findingIds()).containsExactlyInAnyOrderElementsOf(happened);
    }
}
