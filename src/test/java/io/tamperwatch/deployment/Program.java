package io.tamperwatch.deployment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that is installed on this machine. */
public final class Program {

    private static final int LONGEST_SECONDS = 300;

    private final Path file;

    private Program(Path file) {
        this.file = file;
    }

    /** How it ended and what it wrote. */
    public record Run(int exitCode, String out) {

        public String successful() {
            if (exitCode != 0) {
                throw new AssertionError("exit code " + exitCode + ": " + out);
            }
            return out;
        }
    }

    public static Optional<Program> find(String name) {
        return Stream.of("/usr/local/bin", "/usr/local/sbin", "/usr/bin", "/usr/sbin", "/bin", "/sbin")
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Program::new);
    }

    /** Skips the test, and says so where everybody sees it, when the program is not there. */
    public static Program required(String name) {
        Optional<Program> found = find(name);
        if (found.isEmpty()) {
            System.out.printf("%n*** SKIPPED: %s is not installed, so what needs it is not tested%n%n", name);
        }
        assumeTrue(found.isPresent(), name + " is not installed");
        return found.get();
    }

    public Path file() {
        return file;
    }

    /** Runs it to its end with both outputs in one. */
    public Run run(String... arguments) {
        return run(List.of(arguments));
    }

    public Run run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("does not end: " + command);
            }
            return new Run(process.exitValue(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
