package io.tamperwatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.tamperwatch.architecture.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table that operators read is the one the code obeys: every key, and its default. */
class ConfigurationTableTest {

    private static final Pattern ROW = Pattern.compile("\\| `(tamperwatch\\.[^`]+)` \\| (?:`([^`]*)`|–) \\|.*");

    @Test
    void namesEveryKeyWithItsDefault() throws IOException {
        assertThat(documented()).isEqualTo(mapped());
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("docs/configuration.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), row.group(2) == null ? "–" : row.group(2));
            }
        }
        return rows;
    }

    private static Map<String, String> mapped() {
        Map<String, String> keys = new TreeMap<>();
        for (JavaClass mapping : Product.CLASSES) {
            if (mapping.isAnnotatedWith(ConfigMapping.class)) {
                ConfigMappings.getProperties(ConfigClass.configClass(mapping.reflect()))
                        .forEach((key, property) -> keys.put(key.replace("*", "<name>"), defaultOf(property)));
            }
        }
        return keys;
    }

    private static String defaultOf(Property property) {
        if (property.hasDefaultValue()) {
            return property.getDefaultValue();
        }
        boolean optionalLeaf = property.isOptional() && property.asOptional().isLeaf();
        return optionalLeaf && property.asOptional().asLeaf().hasDefaultValue()
                ? property.asOptional().asLeaf().getDefaultValue()
                : "–";
    }
}
