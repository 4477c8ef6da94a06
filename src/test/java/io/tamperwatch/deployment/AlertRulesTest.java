package io.tamperwatch.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alert rules say what operators need, speak of metrics there are, and every copy of them is the same. */
class AlertRulesTest {

    private static final String RUNBOOKS = "https://github.com/tamperwatch/tamperwatch/blob/main/docs/alerts.md#";
    private static final Pattern HEADING = Pattern.compile("^### (Tamperwatch\\w+)$", Pattern.MULTILINE);

    private final MetricsTable metrics = new MetricsTable();

    @Test
    void everyCopyIsMadeFromTheOneSource() throws IOException {
        copy(Alerts.PUSH, Alerts.push());
        copy(Alerts.RULE, Alerts.prometheusRule(Alerts.groups()));
        copy(Alerts.RULE_PUSH, Alerts.prometheusRule(Alerts.push()));

        JsonNode plain = Yaml.file(Alerts.SOURCE);
        assertThat(Yaml.file(Alerts.RULE).path("spec")).isEqualTo(plain);
        assertThat(Yaml.file(Alerts.RULE_PUSH).path("spec")).isEqualTo(Yaml.file(Alerts.PUSH));
        ObjectNode withoutFindings = plain.deepCopy();
        withoutFindings
                .withArray("groups")
                .removeIf(group -> group.path("name").asText().equals(Alerts.FINDINGS));
        assertThat(Yaml.file(Alerts.PUSH)).isEqualTo(withoutFindings);
    }

    private static void copy(Path file, String text) throws IOException {
        if (Boolean.getBoolean("alerts.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file).hasContent(text);
    }

    @Test
    void everyAlertSaysHowGraveItIsWhatItIsAndWhatToDo() {
        assertThat(Alerts.all()).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.name()).startsWith("Tamperwatch");
            assertThat(severity(alert)).isIn("critical", "high", "warning", "info", "the finding's");
            assertThat(alert.annotation("summary")).isNotBlank().doesNotContain("\n");
            assertThat(alert.annotation("description")).isNotBlank().doesNotContain("\n");
            assertThat(alert.annotation("runbook_url"))
                    .isEqualTo(RUNBOOKS + alert.name().toLowerCase(Locale.ROOT));
        });
    }

    private static String severity(Alerts.Alert alert) {
        boolean ofTheFinding = Pattern.compile("by \\([^)]*severity[^)]*\\)")
                .matcher(alert.expression())
                .find();
        JsonNode fixed = alert.rule().path("labels").path("severity");
        return fixed.isMissingNode() && ofTheFinding ? "the finding's" : fixed.asText();
    }

    @Test
    void thePageOfAlertsExplainsEachAndNoOther() {
        List<String> explained = HEADING.matcher(Yaml.read(Path.of("docs/alerts.md")))
                .results()
                .map(heading -> heading.group(1))
                .toList();

        assertThat(explained)
                .containsExactlyElementsOf(
                        Alerts.all().stream().map(Alerts.Alert::name).toList());
    }

    @Test
    void everyMetricAndLabelIsOneThatIsDocumented() {
        assertThat(Alerts.all()).allSatisfy(alert -> {
            String everything = alert.expression() + " " + alert.annotation("description");
            assertThat(Selector.in(everything)).allSatisfy(this::isDocumented);
            assertThat(Selector.in(everything).stream()
                            .flatMap(selector -> metrics.labels(selector.metric()).stream())
                            .collect(Collectors.toSet()))
                    .containsAll(Selector.groupings(alert.expression()));
        });
    }

    private void isDocumented(Selector selector) {
        assertThat(metrics.has(selector.metric())).as(selector.metric()).isTrue();
        assertThat(selector.matchers())
                .allSatisfy(
                        matcher -> assertThat(metrics.labels(selector.metric())).contains(matcher.label()));
    }

    /** Gauges of the store are the same in every replica, and a scrape may be missed. */
    @Test
    void gaugesAreNeverAddedUpOverReplicasNorLookedAtInOneScrapeOnly() {
        assertThat(Alerts.all())
                .allSatisfy(
                        alert -> assertThat(Pattern.compile("tamperwatch_\\w+(\\{[^}]*})?(?!\\w|\\{|\\[| >= 0\\)\\[)")
                                        .matcher(alert.expression())
                                        .find())
                                .as("an instant of %s", alert.name())
                                .isFalse());
    }

    @Test
    void everyAlertIsSeenToFireAndToStayQuiet() throws IOException {
        Set<String> fired = new TreeSet<>();
        Set<String> quiet = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("k8s/alerts/tests"))) {
            files.map(Yaml::file)
                    .flatMap(file -> Yaml.elements(file.path("tests")))
                    .flatMap(test -> Yaml.elements(test.path("alert_rule_test")))
                    .forEach(test -> (test.path("exp_alerts").isArray()
                                            && test.path("exp_alerts").isEmpty()
                                    ? quiet
                                    : fired)
                            .add(test.path("alertname").asText()));
        }
        List<String> all = Alerts.all().stream().map(Alerts.Alert::name).toList();

        assertThat(fired).containsExactlyInAnyOrderElementsOf(all);
        assertThat(quiet).containsExactlyInAnyOrderElementsOf(all);
    }
}
