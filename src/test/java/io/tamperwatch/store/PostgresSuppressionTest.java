package io.tamperwatch.store;

import org.junit.jupiter.api.BeforeAll;

class PostgresSuppressionTest extends SuppressionContract {

    private static TestingPostgres postgres;

    @BeforeAll
    static void server() {
        postgres = TestingPostgres.shared();
    }

    private String url = "";

    @Override
    Dialect dialect() {
        url = postgres.newStore();
        return PostgresStoreTest.dialect(url);
    }

    @Override
    Database another(Database database) {
        return new Database(PostgresStoreTest.dialect(url));
    }
}
