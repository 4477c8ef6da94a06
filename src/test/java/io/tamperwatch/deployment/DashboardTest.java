package io.tamperwatch.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every panel of the dashboard asks for something there is and can be seen. */
class DashboardTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

    private final MetricsTable metrics = new MetricsTable();

    @Test
    void everyMetricAndLabelIsOneThatIsDocumented() {
        assertThat(Dashboard.queries()).hasSizeGreaterThan(15).allSatisfy(query -> {
            List<Selector> selectors = Selector.in(query);
            assertThat(selectors).isNotEmpty().allSatisfy(selector -> {
                assertThat(metrics.has(selector.metric())).as(selector.metric()).isTrue();
                assertThat(metrics.labels(selector.metric()))
                        .containsAll(selector.matchers().stream()
                                .map(Selector.Matcher::label)
                                .toList());
            });
            assertThat(labels(selectors)).containsAll(Selector.groupings(query));
        });
    }

    private Set<String> labels(List<Selector> selectors) {
        return selectors.stream()
                .map(selector -> metrics.labels(selector.metric()))
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
    }

    @Test
    void whatALegendNamesIsLeftByItsQuery() {
        assertThat(Dashboard.panels())
                .allSatisfy(panel -> assertThat(Yaml.elements(panel.path("targets")))
                        .allSatisfy(target -> assertThat(LEGEND.matcher(
                                                target.path("legendFormat").asText())
                                        .results())
                                .allSatisfy(
                                        label -> assertThat(target.path("expr").asText())
                                                .containsPattern("by \\([^)]*\\b" + label.group(1) + "\\b[^)]*\\)"))));
    }

    @Test
    void everyVariableThatIsUsedIsThereAndTheOtherWayAround() {
        Set<String> there = Dashboard.variables().stream()
                .map(variable -> variable.path("name").asText())
                .collect(Collectors.toSet());
        Set<String> used = new TreeSet<>();
        VARIABLE.matcher(Dashboard.json().toString()).results().forEach(found -> used.add(found.group(1)));
        used.removeIf(name -> name.startsWith("__"));

        assertThat(used).isEqualTo(there);
        assertThat(Dashboard.variables())
                .filteredOn(variable -> variable.path("type").asText().equals("query"))
                .allMatch(variable ->
                        metrics.has(Selector.in(variable.path("definition").asText())
                                .getFirst()
                                .metric()));
    }

    @Test
    void panelsHaveAPlaceATitleAndAnExplanation() {
        Set<String> taken = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        assertThat(Dashboard.panels()).allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.path("description").asText()).isNotBlank();
                assertThat(panel.path("targets")).isNotEmpty();
            }
            assertThat(cells(panel.path("gridPos"))).allMatch(taken::add);
        });
    }

    private static Stream<String> cells(JsonNode at) {
        assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
        return Stream.iterate(
                        at.path("x").asInt(),
                        x -> x < at.path("x").asInt() + at.path("w").asInt(),
                        x -> x + 1)
                .flatMap(x -> Stream.iterate(
                                at.path("y").asInt(),
                                y -> y < at.path("y").asInt() + at.path("h").asInt(),
                                y -> y + 1)
                        .map(y -> x + "," + y));
    }
}
