package io.tamperwatch.store;

import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreTest extends StoreContract {

    private static TestingPostgres postgres;

    @BeforeAll
    static void server() {
        postgres = TestingPostgres.shared();
    }

    @Override
    Dialect dialect() {
        return dialect(postgres.newStore());
    }

    static PostgresDialect dialect(String url) {
        return new PostgresDialect(
                new StoreSettings.Postgresql(url, Optional.of(TestingPostgres.USER), Optional.empty()));
    }
}
