package io.tamperwatch.store;

import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.inventory.InventoryStore;
import java.nio.file.Path;

/** The embedded store, for tests of other packages. */
public final class TestingStores implements AutoCloseable {

    private final Database database;

    public TestingStores(Path directory) {
        database = new Database(new SqliteDialect(new DataDirectory(directory)));
    }

    public InventoryStore inventory() {
        return new JdbcInventoryStore(database);
    }

    public FindingStore findings() {
        return new JdbcFindingStore(database);
    }

    @Override
    public void close() {
        database.close();
    }
}
