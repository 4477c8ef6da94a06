package io.tamperwatch.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrometheusFamiliesTest {

    private static final Family POLLS = Family.counter("tamperwatch_polls", "Polls", "account", "result");

    private final CollectorRegistry registry = new CollectorRegistry(true);
    private final PrometheusFamilies families = new PrometheusFamilies(registry);

    @Test
    void isReadAtEachScrape() throws IOException {
        Values<String> polls = new Values<>();
        families.publish(
                POLLS, samples -> polls.tell(Stream.of("prod"), (account, count) -> samples.add(count, account, "ok")));
        assertThat(scrape()).isEqualTo("""
            # HELP tamperwatch_polls_total Polls
            # TYPE tamperwatch_polls_total counter
            tamperwatch_polls_total{account="prod",result="ok",} 0.0
            """);
        polls.increment("test");
        assertThat(scrape()).isEqualTo("""
            # HELP tamperwatch_polls_total Polls
            # TYPE tamperwatch_polls_total counter
            tamperwatch_polls_total{account="prod",result="ok",} 0.0
            tamperwatch_polls_total{account="test",result="ok",} 1.0
            """);
    }

    /** Account names come from configurations and organizations. */
    @Test
    void escapesWhatALabelHolds() throws IOException {
        families.publish(POLLS, samples -> samples.add(1, "a\"b\\c\nd", "ok"));
        assertThat(scrape()).contains("{account=\"a\\\"b\\\\c\\nd\",result=\"ok\",} 1.0\n");
    }

    @Test
    void tellsAFamilyOfSeveralOwnersOnceAndLeavesEmptyLabelsOut() throws IOException {
        Family open = Family.gauge("tamperwatch_findings_open", "Open", "account", "severity");
        families.publish(open, samples -> samples.add(2, "", "high"));
        families.publish(open, samples -> samples.add(Double.NaN, "prod", "low"));
        assertThat(scrape()).isEqualTo("""
            # HELP tamperwatch_findings_open Open
            # TYPE tamperwatch_findings_open gauge
            tamperwatch_findings_open{severity="high",} 2.0
            tamperwatch_findings_open{account="prod",severity="low",} NaN
            """);
    }

    @Test
    void refusesWhatPrometheusWouldNotUnderstand() {
        families.publish(POLLS, samples -> samples.add(1, "prod"));
        assertThatThrownBy(this::scrape).hasMessage("tamperwatch_polls has the labels [account, result], not 1");
        Family other = Family.gauge("tamperwatch_polls", "Polls");
        assertThatThrownBy(() -> families.publish(other, samples -> {}))
                .hasMessageContaining("is published as")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Family.gauge("tamperwatch_x", "X", "result", "account"))
                .hasMessage("labels of tamperwatch_x are not in order: [result, account]");
        assertThatThrownBy(() -> Family.counter("tamperwatch_x_total", "X"))
                .hasMessage("_total is put behind tamperwatch_x_total by itself");
    }

    /** As Quarkus and {@code name[]} ask: by names. */
    @Test
    void isFoundByItsName() {
        families.publish(POLLS, samples -> samples.add(1, "prod", "ok"));
        assertThat(Collections.list(registry.filteredMetricFamilySamples(Set.of("tamperwatch_polls_total"))))
                .singleElement()
                .satisfies(family -> assertThat(family.samples).hasSize(1));
        assertThat(Collections.list(registry.filteredMetricFamilySamples(Set.of())))
                .hasSize(1);
    }

    private String scrape() throws IOException {
        StringWriter text = new StringWriter();
        TextFormat.write004(text, registry.metricFamilySamples());
        return text.toString();
    }
}
