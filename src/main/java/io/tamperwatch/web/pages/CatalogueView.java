package io.tamperwatch.web.pages;

import io.tamperwatch.catalogue.Detection;
import java.util.List;
import java.util.stream.Stream;

/** What is looked for. */
record CatalogueView(List<Row> rows) {

    CatalogueView {
        rows = List.copyOf(rows);
    }

    /** One detection on one line. */
    record Row(
            String id, String href, String title, String severity, String events, String findings, List<String> marks) {

        Row {
            marks = List.copyOf(marks);
        }

        static Row of(Detection detection) {
            return new Row(
                    detection.id(),
                    "/catalogue/" + detection.id(),
                    detection.title(),
                    detection.severity().label(),
                    String.join(", ", detection.eventNames()),
                    "/findings?detection=" + detection.id(),
                    CatalogueView.marks(detection));
        }
    }

    /** One detection with everything. */
    record Entry(
            Row row,
            String source,
            String scope,
            String severities,
            String what,
            String why,
            List<ScenarioText> scenarios,
            FindingView.Todo todo,
            List<String> techniques,
            List<String> compliance,
            String repairedBy) {

        Entry {
            scenarios = List.copyOf(scenarios);
            techniques = List.copyOf(techniques);
            compliance = List.copyOf(compliance);
        }
    }

    /** One way it can come about. */
    record ScenarioText(String title, String text) {}

    static Entry entry(Detection detection) {
        return new Entry(
                Row.of(detection),
                detection.eventSource(),
                switch (detection.scope()) {
                    case GLOBAL -> "the partition’s home Region, wherever the caller was";
                    case REGIONAL -> "the Region of the call";
                },
                "%s when it succeeds, %s when it is refused, %s when it fails"
                        .formatted(
                                detection.severity().label(),
                                detection.severityWhenDenied().label(),
                                detection.severityWhenFailed().label()),
                detection.what(),
                detection.why(),
                detection.scenarios().stream()
                        .map(scenario -> new ScenarioText(scenario.title(), scenario.explanation()))
                        .toList(),
                Todos.of(detection),
                detection.techniques().stream()
                        .map(technique -> technique.id() + " " + technique.name())
                        .toList(),
                detection.compliance().stream()
                        .map(one -> one.standard() + " " + one.control() + ": " + one.why())
                        .toList(),
                String.join(", ", detection.repairedBy()));
    }

    private static List<String> marks(Detection detection) {
        return Stream.of(
                        detection.target() ? "read in every poll" : "",
                        detection.context() ? "only read to understand others" : "",
                        detection.dryRun() ? "dry run: never alerts" : "",
                        detection.idempotent() ? "success proves no change" : "")
                .filter(mark -> !mark.isEmpty())
                .toList();
    }
}
