package io.tamperwatch.store;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * Brings SQLite's own library into the process. The driver would do so by itself, but then reads what it has unpacked
 * back byte by byte to compare it, which takes a native executable a tenth of a second at each start, and leaves the file
 * behind when the process is killed. Here the file is gone as soon as it has been loaded.
 */
final class SqliteLibrary {

    /** The driver's own properties, and what an operator sets who keeps the library elsewhere. */
    private static final String PATH = "org.sqlite.lib.path";

    private static final String NAME = "org.sqlite.lib.name";

    private static boolean loaded;

    private SqliteLibrary() {}

    /** Loads the library unless it is there already; leaves it to the driver on a system it has none packed for. */
    static synchronized void load() throws IOException {
        if (loaded || System.getProperty(PATH) != null) {
            return;
        }
        Path directory = Path.of(System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir")));
        Path library = unpack(directory);
        if (library != null) {
            loadAndDelete(library.toFile());
        }
        loaded = true;
    }

    /** Hands the file to the driver. */
    static void loadAndDelete(File library) throws IOException {
        try {
            System.setProperty(PATH, library.getParent());
            System.setProperty(NAME, library.getName());
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new IOException("cannot load SQLite's library: " + e.getMessage(), e);
        } finally {
            System.clearProperty(PATH);
            System.clearProperty(NAME);
            if (!library.delete()) {
                library.deleteOnExit(); // Windows keeps a loaded file
            }
        }
    }

    /** The library in a file of its own, or null when none is packed for this system. */
    static @Nullable Path unpack(Path directory) throws IOException {
        try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(resource(System.getProperty("os.name")))) {
            if (in == null) {
                return null;
            }
            Path file = Files.createTempFile(directory, "tamperwatch-sqlite-", ".lib");
            try (OutputStream out = Files.newOutputStream(file)) {
                in.transferTo(out);
            }
            return file;
        } catch (IOException e) {
            throw new IOException("cannot unpack SQLite's library into " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Where the driver has packed it. On Linux the driver would run {@code uname}, to tell Android: a child process, after which every
     * page of memory that this one has written so far costs it a fault once more.
     */
    static String resource(String system) {
        String folder = system.equals("Linux")
                ? "/org/sqlite/native/" + (OSInfo.isMusl() ? "Linux-Musl/" : "Linux/") + OSInfo.getArchName()
                : LibraryLoaderUtil.getNativeLibResourcePath();
        return folder + "/" + LibraryLoaderUtil.getNativeLibName();
    }
}
