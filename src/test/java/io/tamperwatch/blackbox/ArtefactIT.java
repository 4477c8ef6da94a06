package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is, and what is not, in the directory that is deployed. */
class ArtefactIT {

    @Test
    void theEmulatorIsNotInTheProduct() throws IOException {
        assumeFalse(BuiltProduct.isNative(), "an executable cannot be looked into");
        List<String> classes = classes();

        assertThat(classes)
                .as("the product's own classes are among those looked at")
                .contains("io/tamperwatch/watch/WatchLoop.class");
        assertThat(classes).noneMatch(name -> name.startsWith("io/tamperwatch/emulator/"));
        assertThat(classes).noneMatch(name -> name.startsWith("org/junit/") || name.startsWith("org/assertj/"));
    }

    private static List<String> classes() throws IOException {
        try (Stream<Path> files = Files.walk(BuiltProduct.deployed())) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .flatMap(file -> entries(file).stream())
                    .toList();
        }
    }

    private static List<String> entries(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
