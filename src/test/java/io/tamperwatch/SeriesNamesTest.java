package io.tamperwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesNamesTest {

    private final List<String> translated = new ArrayList<>();

    private final NamingConvention original = new NamingConvention() {

        @Override
        public String name(String name, Meter.Type type, String baseUnit) {
            translated.add(name);
            return name + "_" + type + "_" + baseUnit;
        }

        @Override
        public String tagKey(String key) {
            translated.add(key);
            return "key_" + key;
        }

        @Override
        public String tagValue(String value) {
            translated.add(value);
            return "value_" + value;
        }
    };

    @Test
    void translatesNamesAndKeysOnceAndValuesEachTime() {
        NamingConvention remembered = new SeriesNames.Remembered(original);

        for (int i = 0; i < 2; i++) {
            assertThat(remembered.name("a", Meter.Type.COUNTER, null)).isEqualTo("a_COUNTER_null");
            assertThat(remembered.name("a", Meter.Type.GAUGE, "seconds")).isEqualTo("a_GAUGE_seconds");
            assertThat(remembered.tagKey("k")).isEqualTo("key_k");
            assertThat(remembered.tagValue("v")).isEqualTo("value_v");
        }

        assertThat(translated).containsExactly("a", "a", "k", "v", "v");
    }

    @Test
    void leavesWhatIsScrapedAsItWas() {
        PrometheusMeterRegistry plain = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        PrometheusMeterRegistry remembering = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new SeriesNames().customize(remembering);

        for (PrometheusMeterRegistry registry : List.of(plain, remembering)) {
            for (String label : List.of("x", "y")) {
                Counter.builder("some.things")
                        .tag("which.one", label)
                        .register(registry)
                        .increment();
                registry.gauge("some.wait.seconds", 3);
            }
        }

        // in which order a registry tells of its meters changes from one to the next
        assertThat(remembering.scrape().lines())
                .containsExactlyInAnyOrderElementsOf(plain.scrape().lines().toList())
                .contains("some_things_total{which_one=\"x\",} 1.0");
    }
}
