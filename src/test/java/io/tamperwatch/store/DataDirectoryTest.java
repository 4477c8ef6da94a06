package io.tamperwatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path directory;

    @Test
    void isTakenOnceAndMayBeTakenAgainByItsHolder() throws IOException {
        DataDirectory mine = new DataDirectory(directory.resolve("new/one"));
        assertThat(mine.take()).isEmpty();
        assertThat(mine.take()).isEmpty();
        mine.release();
        mine.release();
        assertThat(new DataDirectory(directory.resolve("new/one")).take()).isEmpty();
    }

    @Test
    void tellsWhoHoldsIt() throws Exception {
        Process holder = hold();
        try {
            holder.inputReader().readLine();
            assertThat(new DataDirectory(directory).take()).contains("process " + holder.pid());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(new DataDirectory(directory).take())
                .as("the kernel has released the lock of the killed process")
                .isEmpty();
    }

    @Test
    void isOnePerProcessToo() throws IOException {
        assertThat(new DataDirectory(directory).take()).isEmpty();
        assertThat(new DataDirectory(directory).take()).contains("this very process");
    }

    @Test
    void saysWhyItCannotBeUsed() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> new DataDirectory(file).take())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    /** Another process that takes the directory and waits. */
    private Process hold() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The other process. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println(new DataDirectory(Path.of(arguments[0])).take().isEmpty());
            System.in.read();
        }
    }
}
