package io.tamperwatch.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Lets a program of the machine check a text; without that program the test is skipped, and says so. */
final class Interpreter {

    private Interpreter() {}

    static void run(String text, String... command) throws IOException, InterruptedException {
        if (!isOnPath(command[0])) {
            System.err.printf("SKIPPED: %s is not on the PATH; fragments of remedies were NOT checked%n", command[0]);
            abort(command[0] + " is not on the PATH");
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
    }
}
