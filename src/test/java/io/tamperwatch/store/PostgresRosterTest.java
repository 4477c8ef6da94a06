package io.tamperwatch.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresRosterTest extends RosterContract {

    private static Optional<TestingPostgres> postgres = Optional.empty();

    @BeforeAll
    static void start() {
        postgres = TestingPostgres.start();
        assumeTrue(postgres.isPresent(), "no PostgreSQL server is installed");
    }

    @AfterAll
    static void stop() {
        postgres.ifPresent(TestingPostgres::close);
    }

    @Override
    Dialect dialect() {
        return PostgresStoreTest.dialect(postgres.orElseThrow().newStore());
    }
}
