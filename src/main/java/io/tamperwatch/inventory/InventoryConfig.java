package io.tamperwatch.inventory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The keys under {@code tamperwatch.inventory}, as text; {@link InventorySettings} says what they mean. */
@ConfigMapping(prefix = "tamperwatch.inventory")
interface InventoryConfig {

    @WithDefault("1h")
    String every();

    @WithDefault("2")
    String budget();

    @WithDefault("400d")
    String keep();
}
