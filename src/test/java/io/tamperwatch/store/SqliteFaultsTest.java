package io.tamperwatch.store;

import static io.tamperwatch.store.Samples.finding;
import static io.tamperwatch.store.Samples.findings;
import static io.tamperwatch.store.Samples.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.finding.FindingMeters;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.finding.Suppressions;
import io.tamperwatch.series.TestingFamilies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the embedded store when the disk does not do as it should, and afterwards. */
class SqliteFaultsTest {

    @TempDir
    Path temp;

    private Path directory;
    private TestingFaults faults;
    private Database database;
    private JdbcFindingStore store;

    @BeforeEach
    void open() {
        directory = temp.resolve("deep/data");
        faults = new TestingFaults(new SqliteDialect(new DataDirectory(directory)));
        database = new Database(faults);
        store = new JdbcFindingStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aFullDiskChangesNothingAndPassesWithoutRestart() {
        store.store(findings(finding("e1")));
        failWith("pragma max_page_count = 40");
        String much = "{\"much\":\"" + "x".repeat(500_000) + "\"}";
        assertUnavailable(
                () -> store.store(
                        findings(finding("e2"), sample("e3").record(much).finding())),
                "the disk that holds " + file() + " is full");
        assertThat(store.query(FindingQuery.newest(10)).items()).hasSize(1);
        faults.fault = "select 1";
        reconnect();
        assertThat(store.store(findings(finding("e2"), sample("e3").record(much).finding()))
                        .created())
                .hasSize(2);
    }

    @Test
    void aReadOnlyFileIsReadButNotWritten() {
        store.store(findings(finding("e1")));
        failWith("pragma query_only = on");
        assertUnavailable(() -> store.store(findings(finding("e2"))), file() + " or its directory is read-only");
        faults.fault = "select 1";
        assertThat(store.store(findings(finding("e2"))).created()).hasSize(1);
    }

    /** Most openings follow a failure and find nothing to do: on connections without limits they could wait for ever. */
    @Test
    void onlyMigrationsGetConnectionsWithoutLimits() {
        store.store(findings(finding("e1")));
        assertThat(faults.opened).contains(Dialect.Use.MIGRATING);
        faults.opened.clear();
        reconnect();
        store.store(findings(finding("e2")));
        assertThat(faults.opened).isNotEmpty().doesNotContain(Dialect.Use.MIGRATING);
    }

    @Test
    void aMigrationThatFailedIsNotPassedOver() {
        store.store(findings(finding("e1")));
        database.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate("update schema_history set success = 0 where version = '14'");
            }
        });
        reconnect();
        assertUnavailable(
                () -> store.store(findings(finding("e2"))),
                "cannot open " + file()
                        + ": the schema cannot be brought up to date: Validate failed: Migrations have failed validation");
    }

    @Test
    void startsWithoutADirectoryItCanUseAndGoesOnWhenItCan() throws IOException {
        Path inTheWay = temp.resolve("deep");
        Files.createFile(inTheWay);
        assertThatThrownBy(() -> store.store(findings(finding("e1"))))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining(inTheWay.toString());
        Files.delete(inTheWay);
        assertThat(store.store(findings(finding("e1"))).created()).hasSize(1);
    }

    /** A 0 would end the alert of a finding that is still open. */
    @Test
    void howManyFindingsAreOpenIsNoNumberWhereTheStoreRefusesFromTheStart() throws IOException {
        store.store(findings(finding("e1")));
        TestingFamilies families = new TestingFamilies();
        FindingMeters meters = new FindingMeters(families, Catalogue.builtIn(), List.of("prod"));
        Suppressions suppressions = new Suppressions(new JdbcSuppressionStore(database), store, Clock.systemUTC());
        failWith("no statement at all");

        assertThatThrownBy(() -> meters.refresh(store, suppressions)).isInstanceOf(StoreUnavailable.class);
        assertThat(open(families)).isNaN();

        faults.fault = "select 1";
        meters.refresh(store, suppressions);
        assertThat(open(families)).isEqualTo(1);
    }

    private static double open(TestingFamilies families) {
        return families.scrape("tamperwatch_findings_open").values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    @Test
    void saysThatAFileIsNoDatabase() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve("tamperwatch.db"), "no database, and long enough to be seen as none ".repeat(99));
        assertUnavailable(
                () -> store.countOpen(),
                file() + " is damaged or no SQLite database: restore it from a backup or move it away");
        Files.delete(directory.resolve("tamperwatch.db"));
        assertThat(store.countOpen()).isEmpty();
    }

    @Test
    void saysThatTheFileHasBeenDeletedAndBeginsANewOne() throws IOException {
        store.store(findings(finding("e1")));
        for (String name : new String[] {"tamperwatch.db", "tamperwatch.db-wal", "tamperwatch.db-shm"}) {
            Files.deleteIfExists(directory.resolve(name));
        }
        assertUnavailable(
                () -> store.store(findings(finding("e2"))),
                file() + " has been deleted; the next attempt begins a new one");
        assertThat(store.store(findings(finding("e1"))).created()).hasSize(1);
    }

    @Test
    void opensTheFileThatWasPutInItsPlace() throws IOException {
        store.store(findings(finding("old")));
        database.close();
        Files.copy(directory.resolve("tamperwatch.db"), temp.resolve("backup"));
        open();
        store.store(findings(finding("new")));
        Files.deleteIfExists(directory.resolve("tamperwatch.db-wal"));
        Files.deleteIfExists(directory.resolve("tamperwatch.db-shm"));
        Files.move(temp.resolve("backup"), directory.resolve("tamperwatch.db"), StandardCopyOption.REPLACE_EXISTING);
        assertUnavailable(() -> store.countOpen(), file() + " has been replaced; the next attempt opens the new one");
        assertThat(store.store(findings(finding("old"), finding("new"))).created())
                .containsExactly(finding("new"));
    }

    @Test
    void anotherProgramThatHoldsTheFileIsWaitedForAndThenNamed() throws SQLException {
        store.store(findings(finding("e1")));
        failWith("pragma busy_timeout = 1");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("tamperwatch.db"))) {
            other.createStatement().execute("begin immediate");
            assertUnavailable(() -> store.store(findings(finding("e2"))), file() + " is locked by another program");
            other.createStatement().execute("rollback");
        }
        assertThat(store.store(findings(finding("e2"))).created()).hasSize(1);
    }

    @Test
    void whoFindsAllConnectionsInUseIsToldSoAndNothingIsGivenUp() throws Exception {
        store.countOpen();
        int generation = database.generation();
        CountDownLatch allReading = new CountDownLatch(4);
        CountDownLatch enough = new CountDownLatch(1);
        try (ExecutorService readers = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                readers.submit(() -> database.read(connection -> {
                    allReading.countDown();
                    return await(enough);
                }));
            }
            await(allReading);
            assertUnavailable(() -> store.countOpen(), "all connections are in use");
            enough.countDown();
        }
        assertThat(store.countOpen()).isEmpty();
        assertThat(database.generation()).isEqualTo(generation);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tellsNothingOfRecordsInItsMessages() {
        store.store(findings(finding("e1")));
        assertThatThrownBy(() -> database.write(connection -> {
                    try (var statement =
                            connection.prepareStatement("insert into kind (num, account_key) values (1, 'secret')")) {
                        return statement.executeUpdate();
                    }
                }))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageNotContaining("secret");
    }

    /** The fault holds from the next connection on, and connections are opened anew after a failure. */
    private void failWith(String statement) {
        faults.fault = statement;
        reconnect();
    }

    private void reconnect() {
        assertThatThrownBy(() -> database.read(connection -> {
                    throw new SQLException("so that connections are opened anew");
                }))
                .isInstanceOf(StoreUnavailable.class);
    }

    private String file() {
        return directory.resolve("tamperwatch.db").toString();
    }

    private static void assertUnavailable(ThrowingCallable call, String reason) {
        assertThatThrownBy(call).isInstanceOf(StoreUnavailable.class).hasMessage("the store cannot be used: " + reason);
    }
}
