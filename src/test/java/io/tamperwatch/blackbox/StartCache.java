package io.tamperwatch.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tamperwatch.emulator.AwsEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's AOT cache for the jar: its classes as a start has loaded, checked and linked them, so that the many starts of these
 * tests need not do it again. The image with a JVM has one, too. It is made by a start of its own, once for each jar and JVM, and kept
 * beside the jar. Whoever comes while another process makes it, or where it cannot be made, starts without; only the time
 * differs (ADR 034).
 */
final class StartCache {

    private static @Nullable List<String> known;

    private StartCache() {}

    static List<String> recording(Path file) {
        return List.of("-XX:AOTCacheOutput=" + file);
    }

    /** What the JVM is told about the cache: nothing where there is none. */
    static synchronized List<String> options(Path jar) {
        if (known == null) {
            try {
                known = find(jar);
            } catch (IOException | RuntimeException | AssertionError e) {
                System.err.println("WARNING: no AOT cache could be made; each start of the jar takes longer: " + e);
                known = List.of();
            }
        }
        return known == null ? List.of() : known;
    }

    /** Null while another process is making it. */
    private static @Nullable List<String> find(Path jar) throws IOException {
        Path directory = Files.createDirectories(jar.getParent().resolveSibling("start-cache"));
        Path file = directory.resolve(name(jar));
        if (Files.exists(file)) {
            return using(file);
        }
        try (FileChannel channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return null;
            }
            if (!Files.exists(file)) {
                make(file);
            }
            return using(file);
        }
    }

    /** Should the JVM not like the file, it says so on the standard output, which is the product's, unless told not to. */
    private static List<String> using(Path file) {
        return List.of("-XX:AOTCache=" + file, "-Xlog:aot=off", "-Xlog:cds=off");
    }

    /** Another one for each build and each JVM. */
    private static String name(Path jar) throws IOException {
        StringBuilder all = new StringBuilder(System.getProperty("java.home") + Runtime.version());
        try (Stream<Path> files = Files.walk(jar.getParent())) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(file).append(Files.size(file)).append(Files.getLastModifiedTime(file));
            }
        }
        return UUID.nameUUIDFromBytes(all.toString().getBytes(UTF_8)) + ".aot";
    }

    private static void make(Path file) throws IOException {
        delete(file.getParent(), ".aot");
        Path making = file.resolveSibling(file.getFileName() + ".part");
        Path directory = Files.createTempDirectory(file.getParent(), "start");
        try (AwsEmulator aws = AwsEmulator.start(Clock.systemUTC())) {
            aws.lookupRate(Double.POSITIVE_INFINITY);
            aws.history().add(Records.number(0, Instant.now()), Instant.now());
            record(Launch.watching(aws, directory).recording(making));
        } finally {
            delete(directory, "");
        }
        Files.move(making, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The JVM writes at its end. */
    private static void record(Launch launch) {
        try (LaunchedService service = launch.start()) {
            use(service);
            ProcessHandle.of(service.pid()).ifPresent(ProcessHandle::destroy);
            service.awaitEnd();
        }
    }

    /** Whatever classes this needs are in the cache. */
    private static void use(LaunchedService service) {
        service.awaitReady();
        service.until("found", () -> !service.api().findingIds().isEmpty());
        for (String page : List.of("/findings", "/watches", "/api/v1/catalogue", "/api/v1/posture")) {
            service.api().get(page);
        }
        service.metrics();
    }

    private static void delete(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder())
                    .filter(each -> each.toString().endsWith(ending))
                    .toList()) {
                Files.delete(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
