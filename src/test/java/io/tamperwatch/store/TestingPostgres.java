package io.tamperwatch.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server of the machine's own package, in a temporary directory on a free port of the loopback interface.
 * Where no server is installed, {@link #start} says so loudly and returns nothing.
 */
public final class TestingPostgres implements AutoCloseable {

    public static final String USER = "tamperwatch";

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path binaries;
    private final Path directory;
    private final int port;
    private final Deque<String> databases = new ArrayDeque<>();
    private String data = "data";
    private boolean hasTemplate;

    private TestingPostgres(Path binaries, Path directory, int port) {
        this.binaries = binaries;
        this.directory = directory;
        this.port = port;
    }

    /**
     * The one server of this process, for tests that neither stop nor change it; skips the test where none is installed. Each
     * class of tests asks for it before its first test; the databases of those before it go.
     */
    static TestingPostgres shared() {
        assumeTrue(Shared.SERVER.isPresent(), "no PostgreSQL server is installed");
        TestingPostgres server = Shared.SERVER.get();
        server.dropAll();
        return server;
    }

    private static final class Shared {

        private static final Optional<TestingPostgres> SERVER = TestingPostgres.start();
    }

    /** Starts a server; empty when none is installed. */
    public static Optional<TestingPostgres> start() {
        Optional<Path> binaries = binaries();
        if (binaries.isEmpty()) {
            System.err.println("WARNING: no PostgreSQL server is installed: its half of the store tests is SKIPPED");
        }
        return binaries.map(TestingPostgres::start);
    }

    private static TestingPostgres start(Path binaries) {
        try {
            Path directory = Files.createTempDirectory(Path.of("/tmp"), "tamperwatch-pg");
            TestingPostgres postgres = new TestingPostgres(binaries, directory, freePort());
            if (isRoot()) {
                run(List.of("chown", "postgres", directory.toString()));
            }
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
            postgres.initialise();
            postgres.resume();
            return postgres;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void initialise() {
        asServer("initdb", "-D", data(), "-U", USER, "-A", "trust", "-N", "--no-instructions", "-E", "UTF8");
    }

    /** Starts the server again after {@link #kill}. */
    public void resume() {
        String options = "-p %d -k %s -c listen_addresses=127.0.0.1 -c fsync=off".formatted(port, directory);
        asServer(
                "pg_ctl",
                "start",
                "-w",
                "-D",
                data(),
                "-l",
                directory.resolve("log").toString(),
                "-o",
                options);
    }

    /** Ends the server at once, as a crash would. */
    public void kill() {
        asServer("pg_ctl", "stop", "-w", "-D", data(), "-m", "immediate");
    }

    /**
     * Copies the server as it is now, ends it at once, and has the copy answer in its place: a standby, which takes no writes
     * until it is {@link #promote promoted}. What was written after the copy was made is lost.
     */
    public void failOverTo(Runnable afterTheCopy) {
        String standby = directory.resolve("standby").toString();
        asServer(
                "pg_basebackup",
                "-c",
                "fast",
                "-D",
                standby,
                "-R",
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                "-U",
                USER);
        afterTheCopy.run();
        kill();
        data = "standby";
        resume();
    }

    /** Lets the copy take writes. */
    public void promote() {
        asServer("pg_ctl", "promote", "-w", "-D", data());
    }

    /** The JDBC URL of a new, empty database. */
    public String newDatabase() {
        return create("");
    }

    /** The JDBC URL of a new database with the present schema, copied from one that was made by the migrations. */
    synchronized String newStore() {
        if (!hasTemplate) {
            execute("create database template_store");
            PGSimpleDataSource template = new PGSimpleDataSource();
            template.setUrl(url("template_store"));
            template.setUser(USER);
            new Schema("db/postgresql").migrate(template);
            hasTemplate = true;
        }
        return create(" template template_store");
    }

    private synchronized String create(String from) {
        String name = "test" + DATABASES.incrementAndGet();
        execute("create database " + name + from);
        databases.add(name);
        return url(name);
    }

    private synchronized void dropAll() {
        while (!databases.isEmpty()) {
            execute("drop database " + databases.remove() + " with (force)");
        }
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** Runs a statement as the server's superuser. */
    public void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        if (!Files.exists(directory)) {
            return;
        }
        if (Files.exists(directory.resolve(data).resolve("postmaster.pid"))) {
            kill();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("left behind: " + directory);
        }
    }

    private String data() {
        return directory.resolve(data).toString();
    }

    /** The server refuses to run as root. */
    private void asServer(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(Arrays.asList(arguments));
        run(command);
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("failed: " + String.join(" ", command));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Below the ports that the kernel hands out to clients. */
    private static int freePort() throws IOException {
        for (int port = 21_000 + (int) (ProcessHandle.current().pid() % 5_000); port < 32_768; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // taken
            }
        }
        throw new IOException("no free port");
    }

    private static Optional<Path> binaries() {
        try (Stream<Path> versions = Files.isDirectory(Path.of("/usr/lib/postgresql"))
                ? Files.list(Path.of("/usr/lib/postgresql"))
                : Stream.of()) {
            return Stream.concat(configured().stream(), versions.map(version -> version.resolve("bin")))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> configured() throws IOException {
        try {
            Process process = new ProcessBuilder("pg_config", "--bindir").start();
            String path = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return path.isBlank() ? Optional.empty() : Optional.of(Path.of(path.strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
