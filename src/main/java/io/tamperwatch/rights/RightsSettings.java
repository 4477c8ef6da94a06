package io.tamperwatch.rights;

import io.tamperwatch.setting.Setting;
import java.time.Duration;
import java.util.Optional;

/**
 * How rights are checked.
 *
 * @param every how long after the last answer a permission is asked about; empty when calls are never made for that alone
 */
record RightsSettings(Optional<Duration> every) {

    static RightsSettings of(RightsConfig config) {
        return new RightsSettings(
                config.every().strip().equals("off")
                        ? Optional.empty()
                        : Optional.of(Setting.duration(
                                "tamperwatch.rights.every",
                                config.every(),
                                Duration.ofMinutes(5),
                                Duration.ofDays(7))));
    }
}
