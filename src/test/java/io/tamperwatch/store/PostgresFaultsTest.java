package io.tamperwatch.store;

import static io.tamperwatch.store.Samples.finding;
import static io.tamperwatch.store.Samples.findings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.replica.Lease;
import io.tamperwatch.watch.Checkpoint;
import io.tamperwatch.watch.Reading;
import io.tamperwatch.watch.WatchKey;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the store when its server goes away, and afterwards. */
class PostgresFaultsTest {

    private static Optional<TestingPostgres> server = Optional.empty();

    private TestingPostgres postgres;
    private String url;
    private Database database;
    private JdbcFindingStore store;

    @BeforeAll
    static void start() {
        server = TestingPostgres.start();
        assumeTrue(server.isPresent(), "no PostgreSQL server is installed");
    }

    @AfterAll
    static void stop() {
        server.ifPresent(TestingPostgres::close);
    }

    @BeforeEach
    void open() {
        postgres = server.orElseThrow();
        url = postgres.newDatabase();
        database = new Database(PostgresStoreTest.dialect(url));
        store = new JdbcFindingStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aServerThatGoesAwayComesBackWithoutRestart() {
        store.store(findings(finding("e1")));
        postgres.kill();
        assertThatThrownBy(() -> store.store(findings(finding("e2")))).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> store.store(findings(finding("e2"))))
                .hasMessage(
                        "the store cannot be used: PostgreSQL at " + url + " cannot be connected to (SQLSTATE 08001)");
        postgres.resume();
        assertThat(store.store(findings(finding("e1"), finding("e2"))).created())
                .containsExactly(finding("e2"));
    }

    @Test
    void staleConnectionsCostAtMostOneAttempt() {
        store.store(findings(finding("e1")));
        postgres.kill();
        postgres.resume();
        try {
            store.countOpen();
        } catch (StoreUnavailable e) {
            assertThat(e.getMessage()).containsAnyOf("has closed the connection", "another server answers than before");
        }
        assertThat(store.countOpen()).hasSize(1);
    }

    @Test
    void startsBeforeItsServer() {
        postgres.kill();
        try {
            assertThatThrownBy(() -> store.countOpen()).isInstanceOf(StoreUnavailable.class);
        } finally {
            postgres.resume();
        }
        assertThat(store.countOpen()).isEmpty();
    }

    @Test
    void aKillInTheMiddleOfATransactionLeavesNothingOfIt() {
        store.store(findings(finding("e1")));
        assertThatThrownBy(() -> database.write(connection -> {
                    connection.createStatement().executeUpdate("delete from event_record");
                    postgres.kill();
                    postgres.resume();
                    return connection.createStatement().executeUpdate("delete from raw_record");
                }))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(store.find("e1")).contains(finding("e1"));
        assertThat(store.store(findings(finding("e1"))).duplicates()).isEqualTo(1);
    }

    @Test
    void saysWhichSettingIsWrongWithoutSayingThePassword() {
        String absent = postgres.url("absent") + "?sslpassword=secret1";
        try (Database wrong = new Database(new PostgresDialect(
                new StoreSettings.Postgresql(absent, Optional.of(TestingPostgres.USER), Optional.of("secret2"))))) {
            assertThatThrownBy(() -> wrong.read(connection -> 1))
                    .hasMessage("the store cannot be used: PostgreSQL at " + postgres.url("absent")
                            + " has no such database (SQLSTATE 3D000)");
        }
    }

    /** As after a fail-over: the first of the servers that are named is no more. */
    @Test
    void findsTheServerThatTakesWritesAmongThoseNamed() {
        store.store(findings(finding("e1")));
        String both = url.replace("//", "//127.0.0.1:1,") + "?targetServerType=primary";
        try (Database again = new Database(PostgresStoreTest.dialect(both))) {
            assertThat(new JdbcFindingStore(again)
                            .store(findings(finding("e1"), finding("e2")))
                            .created())
                    .containsExactly(finding("e2"));
        }
    }

    @Test
    void aServerThatOnlyReadsIsReadButNotWritten() {
        store.store(findings(finding("e1")));
        String name = url.substring(url.lastIndexOf('/') + 1);
        postgres.execute("alter database " + name + " set default_transaction_read_only = on");
        try (Database again = new Database(PostgresStoreTest.dialect(url))) {
            JdbcFindingStore readOnly = new JdbcFindingStore(again);
            assertThat(readOnly.query(FindingQuery.newest(1)).items()).hasSize(1);
            assertThatThrownBy(() -> readOnly.store(findings(finding("e2"))))
                    .hasMessageContaining("is read-only, perhaps a standby");
        }
    }

    /** No connection has failed that one would notice: the one that reads is opened for the first time. */
    @Test
    void aStandbyThatLagsIsToldFromTheServerWhosePlaceItTakes() {
        JdbcCheckpointStore checkpoints = new JdbcCheckpointStore(database);
        Lease lease = Lease.unshared("prod");
        database.write(connection -> connection
                .createStatement()
                .executeUpdate("insert into lease (account, holder, epoch) values ('prod', '', 0)"));
        WatchKey watch = new WatchKey("prod", "us-east-1");
        Instant noon = Instant.parse("2026-03-10T12:00:00Z");
        Checkpoint replicated =
                new Checkpoint(watch, Reading.eventName("DeleteSigningCertificate"), noon, noon, noon, null);
        Checkpoint lost = new Checkpoint(
                watch, Reading.eventName("DeleteSigningCertificate"), noon, noon.plusSeconds(60), noon, null);
        int before = checkpoints.generation();
        assertThat(checkpoints.save(lease, before, replicated)).isTrue();
        postgres.failOverTo(
                () -> assertThat(checkpoints.save(lease, before, lost)).isTrue());
        postgres.promote();

        assertThatThrownBy(() -> checkpoints.load(watch))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("another server answers than before");
        assertThat(checkpoints.load(watch)).containsExactly(replicated);
        assertThatThrownBy(() -> checkpoints.save(lease, before, lost))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("opened anew and may be an older one");
        assertThat(checkpoints.load(watch)).containsExactly(replicated);
        assertThat(checkpoints.save(lease, checkpoints.generation(), lost)).isTrue();
    }

    @Test
    void replicasThatStartTogetherStoreEachEventOnce() throws Exception {
        try (Database other = new Database(PostgresStoreTest.dialect(url));
                ExecutorService replicas = Executors.newFixedThreadPool(2)) {
            Future<Integer> first = replicas.submit(() -> storeAll(store));
            Future<Integer> second = replicas.submit(() -> storeAll(new JdbcFindingStore(other)));
            assertThat(first.get() + second.get()).isEqualTo(100);
            assertThat(store.countOpen().getFirst().count()).isEqualTo(100);
        }
    }

    private static int storeAll(JdbcFindingStore store) {
        int created = 0;
        for (int i = 0; i < 100; i++) {
            created += store.store(findings(finding("e" + i))).created().size();
        }
        return created;
    }
}
