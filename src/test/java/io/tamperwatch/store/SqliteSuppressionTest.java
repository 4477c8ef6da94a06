package io.tamperwatch.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteSuppressionTest extends SuppressionContract {

    @TempDir
    Path directory;

    @Override
    Dialect dialect() {
        return new SqliteDialect(new DataDirectory(directory));
    }

    @Override
    Database another(Database database) {
        return database;
    }
}
