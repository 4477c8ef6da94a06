package io.tamperwatch.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteRosterTest extends RosterContract {

    @TempDir
    Path directory;

    @Override
    Dialect dialect() {
        return new SqliteDialect(new DataDirectory(directory));
    }
}
