package io.tamperwatch.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The data files that come with the product. A native executable cannot list a directory, so an index names them. */
final class BuiltInFiles {

    private static final String DIRECTORY = "/catalogue/";

    static final String INDEX = "index.txt";

    private BuiltInFiles() {}

    static List<CatalogueFile> read() {
        return text(INDEX)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(name -> new CatalogueFile(name, text(name)))
                .toList();
    }

    private static String text(String name) {
        try (InputStream in = BuiltInFiles.class.getResourceAsStream(DIRECTORY + name)) {
            if (in == null) {
                throw new IllegalStateException("the product was built without its catalogue file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the catalogue file " + name, e);
        }
    }
}
