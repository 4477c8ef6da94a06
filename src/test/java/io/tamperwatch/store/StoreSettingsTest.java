package io.tamperwatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tamperwatch.setting.InvalidSetting;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoreSettingsTest {

    @Test
    void usesADirectoryUnlessToldOtherwise() {
        assertThat(StoreSettings.of(new Written("embedded", "data", null)))
                .isEqualTo(new StoreSettings.Embedded(Path.of("data")));
    }

    @Test
    void takesAServer() {
        StoreSettings settings = StoreSettings.of(
                new Written("postgresql", "data", "jdbc:postgresql://db.example.com:5433/watch?sslmode=require"));
        assertThat(settings)
                .isEqualTo(new StoreSettings.Postgresql(
                        "jdbc:postgresql://db.example.com:5433/watch?sslmode=require",
                        Optional.of("user"),
                        Optional.of("secret")))
                .hasToString("Postgresql[jdbc:postgresql://db.example.com:5433/watch]");
    }

    @Test
    void refusesWhatItDoesNotKnowAndSaysWhatItDoes() {
        assertRefused(
                new Written("mysql", "data", null),
                "tamperwatch.store = \"mysql\" is not valid: use embedded or postgresql");
        assertRefused(
                new Written("embedded", "a?b", null),
                "tamperwatch.data-dir = \"a?b\" is not valid: use the path of a directory, without \"?\"");
        assertRefused(
                new Written("embedded", "a\u0000", null),
                "tamperwatch.data-dir = \"a \" is not valid: use the path of a directory");
        assertRefused(
                new Written("postgresql", "data", null),
                "tamperwatch.postgresql.url = \"\" is not valid: use jdbc:postgresql://host:port/database"
                        + " (needed with tamperwatch.store=postgresql)");
    }

    @Test
    void doesNotRepeatAPasswordInARefusal() {
        assertThatThrownBy(() -> StoreSettings.of(
                        new Written("postgresql", "data", "postgres://me:secret1@db/watch?password=secret2")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageNotContaining("secret");
    }

    private static void assertRefused(StoreConfig config, String message) {
        assertThatThrownBy(() -> StoreSettings.of(config))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(message);
    }

    private record Written(String store, String dataDir, String address) implements StoreConfig {

        @Override
        public Postgresql postgresql() {
            String url = address;
            return new Postgresql() {
                @Override
                public Optional<String> url() {
                    return Optional.ofNullable(url);
                }

                @Override
                public Optional<String> username() {
                    return Optional.of("user");
                }

                @Override
                public Optional<String> password() {
                    return Optional.of("secret");
                }
            };
        }
    }
}
