package io.tamperwatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

class SqliteLibraryTest {

    @TempDir
    Path directory;

    @Test
    void unpacksTheLibraryOfThisSystem() throws IOException {
        Path library = SqliteLibrary.unpack(directory);

        assertThat(library).isNotNull().hasParent(directory);
        try (InputStream packed = SQLiteJDBCLoader.class.getResourceAsStream(
                LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName())) {
            assertThat(library).hasBinaryContent(packed.readAllBytes());
        }
    }

    @Test
    void loadsItAndLeavesNoFileBehind() throws Exception {
        SqliteLibrary.loadAndDelete(SqliteLibrary.unpack(directory).toFile());

        try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select 1")) {
            assertThat(rows.next()).isTrue();
        }
        assertThat(directory).isEmptyDirectory();
        assertThat(System.getProperties()).doesNotContainKeys("org.sqlite.lib.path", "org.sqlite.lib.name");
    }

    @Test
    void saysWhereItCannotUnpack() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> SqliteLibrary.unpack(missing))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot unpack SQLite's library into " + missing + ": ");
    }
}
