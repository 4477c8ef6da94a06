package io.tamperwatch.inventory;

import io.tamperwatch.setting.Setting;
import java.time.Duration;

/**
 * How often and how fast IAM is read.
 *
 * @param every time from one snapshot to the next
 * @param budget requests a second to each account's IAM, retries included
 * @param keep how long what is gone or was otherwise is remembered
 */
record InventorySettings(Duration every, double budget, Duration keep) {

    static InventorySettings of(InventoryConfig config) {
        return new InventorySettings(
                Setting.duration(
                        "tamperwatch.inventory.every", config.every(), Duration.ofMinutes(1), Duration.ofDays(7)),
                Setting.decimal("tamperwatch.inventory.budget", config.budget(), 0.01, 100),
                Setting.duration(
                        "tamperwatch.inventory.keep", config.keep(), Duration.ofDays(1), Duration.ofDays(3650)));
    }
}
