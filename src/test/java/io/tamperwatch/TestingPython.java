package io.tamperwatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Python without what a version manager puts in front of it: a script that looks for the right one at each start, and takes longer
 * to do so than most programs of the tests run.
 */
public final class TestingPython {

    private static final String NAME = "python3";
    private static final String INTERPRETER = find();

    private TestingPython() {}

    /** What the word starts in the end; the word itself where it starts nothing. */
    public static String interpreter() {
        return INTERPRETER;
    }

    /** A PATH on which the interpreter comes first, and with it the programs that were installed for it. */
    public static String path() {
        Path directory = Path.of(INTERPRETER).getParent();
        String path = System.getenv("PATH");
        return directory == null ? path : directory + File.pathSeparator + path;
    }

    private static String find() {
        try {
            Process process = new ProcessBuilder(NAME, "-c", "import sys; print(sys.executable)").start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            return process.waitFor() == 0 && !said.isEmpty() ? said : NAME;
        } catch (IOException e) {
            return NAME;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
