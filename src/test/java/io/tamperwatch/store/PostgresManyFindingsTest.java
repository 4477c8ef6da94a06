package io.tamperwatch.store;

import org.junit.jupiter.api.BeforeAll;

class PostgresManyFindingsTest extends ManyFindingsContract {

    private static TestingPostgres postgres;

    @BeforeAll
    static void server() {
        postgres = TestingPostgres.shared();
    }

    @Override
    Dialect dialect() {
        return PostgresStoreTest.dialect(postgres.newStore());
    }
}
