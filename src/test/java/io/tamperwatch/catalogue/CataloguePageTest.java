package io.tamperwatch.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CataloguePageTest {

    private static final Path PAGE = Path.of("docs/catalogue.md");

    /** Run with WRITE_CATALOGUE=true in the environment to have the page written. */
    @Test
    void saysWhatTheCatalogueSays() throws IOException {
        String page = CataloguePage.of(Catalogue.builtIn());
        if ("true".equals(System.getenv("WRITE_CATALOGUE"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }
}
