package io.tamperwatch.store;

import static io.tamperwatch.store.Samples.NOON;
import static io.tamperwatch.store.Samples.sample;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingPage;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.Intake;
import io.tamperwatch.finding.Status;
import io.tamperwatch.finding.Target;
import io.tamperwatch.store.StoreContract.Filter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long lists, filters and searches take, and what an export keeps in memory, with many findings; {@code
 * src/test/benchmark/findings} runs it. It measures and asserts nothing.
 */
@EnabledIfSystemProperty(named = "benchmark", matches = "true")
class ManyFindingsBenchmarkTest {

    private static final int FINDINGS = Integer.getInteger("benchmark.findings", 1_000_000);
    private static final int TIMES = Integer.getInteger("benchmark.times", 200);
    private static final int PEOPLE = 5_000;
    private static final int PAGE = 200;

    @TempDir
    Path directory;

    @Test
    void embedded() {
        try (Database database = new Database(new SqliteDialect(new DataDirectory(directory)))) {
            measure("embedded", database, () -> {});
        }
    }

    @Test
    void postgresql() {
        Optional<TestingPostgres> server = TestingPostgres.start();
        if (server.isEmpty()) {
            System.out.println("PostgreSQL is not installed: SKIPPED");
            return;
        }
        try (TestingPostgres postgres = server.get()) {
            String url = postgres.newDatabase();
            try (Database database = new Database(PostgresStoreTest.dialect(url))) {
                measure("postgresql", database, () -> vacuum(url));
            }
        }
    }

    /** What the server does by itself some time after so much has come. */
    private static void vacuum(String url) {
        try (Connection connection = DriverManager.getConnection(url, TestingPostgres.USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param settle what is done once the findings are there */
    private static void measure(String name, Database database, Runnable settle) {
        JdbcFindingStore store = new JdbcFindingStore(database);
        long begin = System.nanoTime();
        fill(store);
        System.out.printf(
                "%s: %,d findings stored, %,.0f a second%n",
                name, FINDINGS, FINDINGS / ((System.nanoTime() - begin) / 1e9));
        settle.run();
        FindingQuery newest = FindingQuery.newest(50);
        FindingQuery.Position deep = store.query(
                        StoreContract.query(Filter.NONE.until(NOON.plusSeconds(FINDINGS / 2)), null, 50))
                .next();
        Random random = new Random(1);
        time(name, "list, newest", () -> store.query(newest));
        time(name, "list, from the middle", () -> store.query(newest.from(deep)));
        time(
                name,
                "filter: critical and open",
                filtered(store, Filter.NONE.severities(Severity.CRITICAL).statuses(Status.OPEN)));
        time(name, "filter: what there is not", filtered(store, Filter.NONE.statuses(Status.SUPPRESSED)));
        time(
                name,
                "filter: an account and a day",
                filtered(
                        store,
                        Filter.NONE
                                .accounts("prod")
                                .since(NOON.plusSeconds(FINDINGS / 3))
                                .until(NOON.plusSeconds(FINDINGS / 3 + 86_400))));
        time(name, "search: a person", () -> search(store, "person-" + random.nextInt(PEOPLE)));
        time(name, "search: a target user", () -> search(store, "user-" + random.nextInt(PEOPLE)));
        time(name, "search: a certificate id", () -> search(store, certificate(random.nextInt(FINDINGS))));
        time(name, "search: five characters", () -> search(store, random.nextInt(10_000, 100_000) / 10 + "!"));
        time(name, "search: what nearly all have", () -> search(store, "192.0.2"));
        time(name, "search: what occurs nowhere", () -> search(store, "nowhere-" + random.nextInt(1_000)));
        time(
                name,
                "actor and text",
                () -> store.query(StoreContract.query(
                        Filter.NONE.actor("person-" + random.nextInt(PEOPLE)).text("192.0.2"), null, 50)));
        export(name, store);
    }

    private static Supplier<FindingPage> filtered(JdbcFindingStore store, Filter filter) {
        return () -> store.query(StoreContract.query(filter, null, 50));
    }

    private static FindingPage search(JdbcFindingStore store, String text) {
        return store.query(StoreContract.query(Filter.NONE.text(text), null, 50));
    }

    private static void fill(JdbcFindingStore store) {
        Random random = new Random(7);
        List<Finding> page = new ArrayList<>();
        for (int i = 0; i < FINDINGS; i++) {
            page.add(finding(i, random));
            if (page.size() == 500 || i == FINDINGS - 1) {
                store.store(new Intake(page, List.of(), List.of()));
                page.clear();
            }
        }
    }

    private static Finding finding(int number, Random random) {
        Finding finding = sample("e" + number)
                .actor("person-" + random.nextInt(PEOPLE))
                .at(NOON.plusSeconds(number))
                .severity(Severity.values()[random.nextInt(5)])
                .status(random.nextInt(3) == 0 ? Status.ACKNOWLEDGED : Status.OPEN)
                .finding();
        return Targets.with(
                finding,
                new Target(
                        "signing-certificate",
                        "user-" + random.nextInt(PEOPLE),
                        certificate(number),
                        null,
                        null,
                        null));
    }

    /** As random as AWS's, and the same for the same number. */
    private static String certificate(int number) {
        long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
        return ("C" + Long.toString(mixed >>> 1, 36) + Long.toString(mixed * 31 >>> 1, 36)).toUpperCase(Locale.ROOT);
    }

    private static void time(String store, String what, Supplier<FindingPage> query) {
        for (int i = 0; i < 20; i++) {
            query.get();
        }
        long[] nanos = new long[TIMES];
        int found = 0;
        for (int i = 0; i < TIMES; i++) {
            long begin = System.nanoTime();
            found += query.get().items().size();
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%s | %-30s | median %6.2f ms | p99 %6.2f ms | %d found on average%n",
                store, what, nanos[TIMES / 2] / 1e6, nanos[TIMES * 99 / 100] / 1e6, found / TIMES);
    }

    /** Walks as an export does, and looks at what is in use after collections on the way. */
    private static void export(String name, JdbcFindingStore store) {
        long begin = System.nanoTime();
        long most = 0;
        int count = 0;
        FindingQuery all = FindingQuery.newest(PAGE);
        FindingQuery.@Nullable Position next = null;
        do {
            FindingPage page = store.query(all.from(next));
            count += page.items().size();
            next = page.next();
            if (count % (FINDINGS / 10) < PAGE) {
                System.gc();
                most = Math.max(
                        most,
                        Runtime.getRuntime().totalMemory()
                                - Runtime.getRuntime().freeMemory());
            }
        } while (next != null);
        System.out.printf(
                "%s | export: %,d findings in %d s, %d MB of heap in use at most%n",
                name, count, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin), most >> 20);
    }
}
