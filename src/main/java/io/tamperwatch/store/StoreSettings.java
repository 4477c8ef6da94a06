package io.tamperwatch.store;

import io.tamperwatch.setting.InvalidSetting;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Which store to use, and where it is. */
sealed interface StoreSettings {

    /** A file in a directory of this machine. */
    record Embedded(Path directory) implements StoreSettings {}

    /** A server. */
    record Postgresql(String url, Optional<String> username, Optional<String> password) implements StoreSettings {

        /** The URL as far as it may be shown: no parameters and no user, either of which can hold a password. */
        String address() {
            return shown(url);
        }

        @Override
        public String toString() {
            return "Postgresql[" + address() + "]";
        }
    }

    /** Reads the settings, or says which of them is wrong. */
    static StoreSettings of(StoreConfig config) {
        return switch (config.store()) {
            case "embedded" -> new Embedded(directory(config.dataDir()));
            case "postgresql" ->
                new Postgresql(
                        url(config.postgresql().url().orElse("")),
                        config.postgresql().username(),
                        config.postgresql().password());
            case String other -> throw new InvalidSetting("tamperwatch.store", other, "use embedded or postgresql");
        };
    }

    private static Path directory(String value) {
        // the driver reads what follows a question mark as settings of its own
        if (value.isBlank() || value.contains("?")) {
            throw new InvalidSetting("tamperwatch.data-dir", value, "use the path of a directory, without \"?\"");
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new InvalidSetting("tamperwatch.data-dir", value, "use the path of a directory");
        }
    }

    private static String url(String value) {
        if (!value.startsWith("jdbc:postgresql:")) {
            throw new InvalidSetting(
                    "tamperwatch.postgresql.url",
                    shown(value),
                    "use jdbc:postgresql://host:port/database (needed with tamperwatch.store=postgresql)");
        }
        return value;
    }

    private static String shown(String url) {
        String bare = url.replaceFirst("[?].*", "");
        int user = bare.lastIndexOf('@');
        return user < 0 ? bare : "jdbc:postgresql://" + bare.substring(user + 1);
    }
}
