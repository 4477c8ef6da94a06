package io.tamperwatch.blackbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the build made: the jar, or the native executable where the build names one. */
final class BuiltProduct {

    private BuiltProduct() {}

    static boolean isNative() {
        return !System.getProperty("tamperwatch.it.native", "").isBlank();
    }

    /** The directory that is deployed. Only where there is a jar. */
    static Path deployed() {
        return jar().getParent();
    }

    /** The start of a command line that runs it. */
    static List<String> command() {
        if (isNative()) {
            return List.of(existing(System.getProperty("tamperwatch.it.native")).toString());
        }
        // A small heap, and a compiler for processes that live for seconds.
        return List.of(java(), "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    /**
     * The same with system properties, which go before {@code -jar} where there is one.
     *
     * @param recorded where the JVM writes what a start cache is made of; null to start with the cache there is
     */
    static List<String> command(List<String> systemProperties, List<String> arguments, @Nullable Path recorded) {
        List<String> command = new ArrayList<>(command());
        command.addAll(systemProperties);
        if (!isNative()) {
            command.addAll(recorded == null ? StartCache.options(jar()) : StartCache.recording(recorded));
            command.addAll(List.of("-jar", jar().toString()));
        }
        command.addAll(arguments);
        return command;
    }

    private static Path jar() {
        return existing(System.getProperty("tamperwatch.it.jar", "target/quarkus-app/quarkus-run.jar"));
    }

    private static Path existing(String path) {
        Path file = Path.of(path).toAbsolutePath();
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("not built: " + file);
        }
        return file;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
