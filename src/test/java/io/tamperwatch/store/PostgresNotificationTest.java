package io.tamperwatch.store;

import org.junit.jupiter.api.BeforeAll;

class PostgresNotificationTest extends NotificationContract {

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
