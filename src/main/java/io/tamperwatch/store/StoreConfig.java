package io.tamperwatch.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The store's settings as written; {@link StoreSettings} is what they mean. */
@ConfigMapping(prefix = "tamperwatch")
interface StoreConfig {

    /** {@code embedded} or {@code postgresql}. */
    @WithDefault("embedded")
    String store();

    /** Directory of the embedded store. */
    @WithDefault("data")
    String dataDir();

    Postgresql postgresql();

    /** Where PostgreSQL is. */
    interface Postgresql {
        Optional<String> url();

        Optional<String> username();

        Optional<String> password();
    }
}
