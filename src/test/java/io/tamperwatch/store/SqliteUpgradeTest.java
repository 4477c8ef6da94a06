package io.tamperwatch.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;

class SqliteUpgradeTest extends UpgradeContract {

    @TempDir
    Path directory;

    @Override
    Dialect dialect() {
        return new SqliteDialect(new DataDirectory(directory));
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("tamperwatch.db"));
    }

    @Override
    boolean isShared() {
        return false;
    }
}
