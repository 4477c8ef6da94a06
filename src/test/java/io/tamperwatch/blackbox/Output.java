package io.tamperwatch.blackbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process writes, kept in a file from its start to its end. It comes through a pipe, so that a limit on the size
 * of the process's files does not silence it.
 */
final class Output {

    private final Path file;
    private final Thread copying;

    private Output(InputStream from, Path file) {
        this.file = file;
        copying = Thread.ofPlatform()
                .daemon()
                .name("output-" + file.getFileName())
                .start(() -> copy(from, file));
    }

    static Output of(InputStream from, Path file) {
        return new Output(from, file);
    }

    private static void copy(InputStream from, Path file) {
        try (OutputStream to = Files.newOutputStream(file)) {
            from.transferTo(to);
        } catch (IOException e) {
            // the process was killed: what had come is in the file
        }
    }

    /** Waits until the process has closed its end. */
    Output whole() {
        try {
            copying.join();
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As far as it has come. */
    String text() {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines() {
        return text().lines().filter(line -> !line.isBlank()).toList();
    }
}
