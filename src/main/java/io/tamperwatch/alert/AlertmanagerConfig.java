package io.tamperwatch.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The keys under {@code tamperwatch.alertmanager}, as text; {@link AlertmanagerSettings} says what they mean. */
@ConfigMapping(prefix = "tamperwatch.alertmanager")
interface AlertmanagerConfig {

    Optional<String> urls();

    @WithDefault(AlertmanagerSettings.SEVERITIES)
    String severities();

    @WithDefault(AlertmanagerSettings.EVERY)
    String every();

    @WithDefault(AlertmanagerSettings.MOST_PER_GROUP)
    String mostPerGroup();

    Optional<String> username();

    Optional<String> password();

    Optional<String> bearerToken();

    Optional<String> caFile();
}
