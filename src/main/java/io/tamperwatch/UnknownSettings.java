package io.tamperwatch;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * Refuses keys nobody reads: a misspelt key is a setting its operator believes in. SmallRye Config itself only looks
 * under the prefixes of the mappings, so that a misspelt prefix would go unnoticed.
 */
class UnknownSettings {

    private static final Logger LOG = Logger.getLogger(UnknownSettings.class);

    /** Before anything else makes use of the configuration. */
    void check(@Observes @Priority(1) StartupEvent start) {
        List<String> unknown = now();
        if (!unknown.isEmpty()) {
            throw new ConfigurationException(String.join("\n", unknown));
        }
        unknownVariables(System.getenv().keySet()).forEach(LOG::warn);
    }

    /** One line for each unknown key and environment variable. */
    static List<String> all() {
        return Stream.concat(now().stream(), unknownVariables(System.getenv().keySet()).stream())
                .toList();
    }

    /** One line for each unknown key of the running configuration. */
    static List<String> now() {
        return unknownKeys(ConfigProvider.getConfig().unwrap(SmallRyeConfig.class));
    }

    /** One line for each environment variable that looks like a setting and is none. */
    static List<String> unknownVariables(Set<String> names) {
        return names.stream()
                .filter(name -> name.startsWith(KnownSettings.VARIABLE_PREFIX))
                .filter(name -> !KnownSettings.isKnownVariable(name))
                .sorted()
                .map(KnownSettings::unknownVariable)
                .toList();
    }

    static List<String> unknownKeys(SmallRyeConfig config) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(key -> key.startsWith(KnownSettings.PREFIX) && !KnownSettings.isKnown(key))
                .filter(key -> !source(config, key).startsWith(EnvConfigSource.NAME))
                .sorted()
                .map(key -> KnownSettings.unknown(key, source(config, key)))
                .toList();
    }

    private static String source(SmallRyeConfig config, String key) {
        return Objects.toString(config.getConfigValue(key).getSourceName(), "");
    }
}
