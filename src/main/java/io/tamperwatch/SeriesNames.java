package io.tamperwatch;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.NamingConvention;
import io.quarkus.micrometer.runtime.MeterRegistryCustomizer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Translates each name of a meter and of a label once. Micrometer does it anew for every series, by splitting and joining it and with
 * regular expressions; with one series for every detection, severity and outcome that was a third of the garbage of a start.
 */
@Singleton
class SeriesNames implements MeterRegistryCustomizer {

    @Override
    public void customize(MeterRegistry registry) {
        registry.config().namingConvention(new Remembered(registry.config().namingConvention()));
    }

    /** Names and keys are the program's own and few; values are not, and are left to the original. */
    record Remembered(NamingConvention original, Map<Name, String> names, Map<String, String> tagKeys)
            implements NamingConvention {

        record Name(String name, Meter.Type type, @Nullable String unit) {}

        Remembered(NamingConvention original) {
            this(original, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }

        @Override
        public String name(String name, Meter.Type type, @Nullable String baseUnit) {
            return names.computeIfAbsent(
                    new Name(name, type, baseUnit), missing -> original.name(name, type, baseUnit));
        }

        @Override
        public String tagKey(String key) {
            return tagKeys.computeIfAbsent(key, original::tagKey);
        }

        @Override
        public String tagValue(String value) {
            return original.tagValue(value);
        }
    }
}
