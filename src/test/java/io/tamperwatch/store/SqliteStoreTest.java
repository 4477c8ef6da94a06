package io.tamperwatch.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {

    @TempDir
    Path directory;

    @Override
    Dialect dialect() {
        return new SqliteDialect(new DataDirectory(directory));
    }
}
