package io.tamperwatch.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Grafana dashboard that is shipped. */
public final class Dashboard {

    static final Path FILE = Path.of("k8s/components/dashboard/tamperwatch.json");

    private Dashboard() {}

    static JsonNode json() {
        return Yaml.file(FILE);
    }

    static List<JsonNode> panels() {
        return Yaml.elements(json().path("panels")).toList();
    }

    /** What its panels, its annotations and its variables ask Prometheus. */
    public static List<String> queries() {
        return Stream.concat(
                        panels().stream().flatMap(panel -> Yaml.elements(panel.path("targets"))),
                        Yaml.elements(json().at("/annotations/list")))
                .map(query -> query.path("expr").asText())
                .toList();
    }

    static List<JsonNode> variables() {
        return Yaml.elements(json().at("/templating/list")).toList();
    }
}
