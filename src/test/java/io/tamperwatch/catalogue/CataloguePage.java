package io.tamperwatch.catalogue;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The catalogue as a page for people, in Markdown. */
final class CataloguePage {

    private final StringBuilder page = new StringBuilder();
    private final Map<String, Remedy> remedies = new TreeMap<>();

    private CataloguePage() {}

    static String of(Catalogue catalogue) {
        CataloguePage page = new CataloguePage();
        page.introduction(catalogue);
        catalogue.detections().stream().filter(one -> !one.context()).forEach(page::detection);
        page.line("# Read to understand others").line("");
        page.line("These events make no finding of their own.").line("");
        catalogue.detections().stream().filter(Detection::context).forEach(page::context);
        page.line("# Remedies").line("");
        page.line("`GET /api/v1/catalogue/<id>` gives each with all three routes: console, AWS CLI, Python.")
                .line("");
        page.remedies.values().forEach(page::remedy);
        return page.page.toString();
    }

    private void introduction(Catalogue catalogue) {
        line("# Catalogue");
        line("");
        line(
                "This page is generated from the files in [`src/main/resources/catalogue`](../src/main/resources/catalogue);"
                        + " a test holds it to them.");
        line("How a detection is added: [CONTRIBUTING](../CONTRIBUTING.md).");
        line("");
        line("| detection | events | succeeded | denied | failed |");
        line("|---|---|---|---|---|");
        for (Detection detection : catalogue.detections()) {
            String severity = detection.context()
                    ? "– | – | –"
                    : "%s | %s | %s"
                            .formatted(
                                    detection.severity().label(),
                                    detection.severityWhenDenied().label(),
                                    detection.severityWhenFailed().label());
            line("| [%s](#%s) | %s | %s |"
                    .formatted(detection.id(), detection.id(), code(detection.eventNames()), severity));
        }
        line("");
    }

    private void detection(Detection detection) {
        head(detection);
        line("**Why it is watched.** " + detection.why()).line("");
        facts(detection);
        line("**Scenarios**").line("");
        detection.scenarios().forEach(this::scenario);
        line("");
        if (!detection.routines().isEmpty()) {
            line("**Ordinary work it can be part of**").line("");
            detection.routines().forEach(this::routine);
            line("");
        }
        if (!detection.compliance().isEmpty()) {
            line("**Controls that speak of it**").line("");
            detection
                    .compliance()
                    .forEach(one -> line("- %s, %s: %s".formatted(one.standard(), one.control(), one.why())));
            line("");
        }
        line("**Runbook**").line("");
        for (Remedy remedy : detection.remedies()) {
            remedies.put(remedy.id(), remedy);
            line("1. %s: [%s](#%s)".formatted(word(remedy.purpose()), remedy.title(), remedy.id()));
        }
        line("");
    }

    private void context(Detection detection) {
        head(detection);
        line(detection.why()).line("");
    }

    private void head(Detection detection) {
        line("## " + detection.id()).line("");
        line("**%s.** %s".formatted(detection.title(), detection.what())).line("");
    }

    private void facts(Detection detection) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Service", "`" + detection.eventSource() + "`, recorded " + place(detection.scope()));
        facts.put("Events", code(detection.eventNames()));
        if (!detection.onlyWhen().isEmpty()) {
            facts.put(
                    "Only when",
                    new TreeMap<>(detection.onlyWhen())
                            .entrySet().stream()
                                    .map(only -> "`%s` is %s".formatted(only.getKey(), code(only.getValue(), " or ")))
                                    .collect(Collectors.joining(", ")));
        }
        facts.put(
                "Severity",
                "%s; denied %s; failed %s"
                        .formatted(
                                detection.severity().label(),
                                detection.severityWhenDenied().label(),
                                detection.severityWhenFailed().label()));
        facts.put("Success proves a change", detection.idempotent() ? "no" : "yes");
        facts.put("Target", detection.targetKind() + targetFields(detection));
        facts.put("Repaired by", code(detection.repairedBy()));
        facts.put(
                "ATT&CK",
                detection.techniques().stream()
                        .map(one -> "[%s](https://attack.mitre.org/techniques/%s/) %s"
                                .formatted(one.id(), one.id().replace('.', '/'), one.name()))
                        .collect(Collectors.joining(", ")));
        if (detection.dryRun()) {
            facts.put("Dry run", "counted and shown, never alerted");
        }
        facts.forEach((name, fact) -> line("- %s: %s".formatted(name, fact.isEmpty() ? "–" : fact)));
        line("");
    }

    private static String targetFields(Detection detection) {
        return detection.targetFields().isEmpty()
                ? ""
                : new TreeMap<>(detection.targetFields())
                        .entrySet().stream()
                                .map(field -> "%s from `%s`".formatted(field.getKey(), field.getValue()))
                                .collect(Collectors.joining(", ", ": ", ""));
    }

    private void scenario(Scenario scenario) {
        StringJoiner signals = new StringJoiner("; ", " (", ")").setEmptyValue("");
        if (!scenario.likelyWith().isEmpty()) {
            signals.add("likely with " + labels(scenario.likelyWith()));
        }
        if (!scenario.unlikelyWith().isEmpty()) {
            signals.add("unlikely with " + labels(scenario.unlikelyWith()));
        }
        line("- *%s*: %s%s".formatted(scenario.title(), scenario.explanation(), signals));
    }

    private void routine(Routine routine) {
        StringJoiner sequence = new StringJoiner(", or ");
        if (!routine.before().isEmpty()) {
            sequence.add("after " + code(routine.before(), " or "));
        }
        if (!routine.after().isEmpty()) {
            sequence.add("before " + code(routine.after(), " or "));
        }
        line("- *%s*: %s (%s, within %s, same %s)"
                .formatted(
                        routine.title(),
                        routine.why(),
                        sequence,
                        routine.within().toString().substring("PT".length()).toLowerCase(Locale.ROOT),
                        routine.same().stream()
                                .sorted()
                                .map(Routine.Same::label)
                                .collect(Collectors.joining(" and "))));
    }

    private void remedy(Remedy remedy) {
        line("## " + remedy.id()).line("");
        line("**%s** (%s). %s".formatted(remedy.title(), word(remedy.purpose()), remedy.why()))
                .line("");
    }

    private static String place(Detection.Scope scope) {
        return switch (scope) {
            case GLOBAL -> "in the partition's home Region";
            case REGIONAL -> "in the Region of the call";
        };
    }

    private static String labels(List<SignalCode> codes) {
        return codes.stream().map(SignalCode::label).collect(Collectors.joining(", "));
    }

    private static String code(Collection<String> words) {
        return code(words, ", ");
    }

    private static String code(Collection<String> words, String separator) {
        return words.stream().map("`%s`"::formatted).collect(Collectors.joining(separator));
    }

    private static String word(Remedy.Purpose purpose) {
        return purpose.name().toLowerCase(Locale.ROOT);
    }

    private CataloguePage line(String text) {
        page.append(text).append('\n');
        return this;
    }
}
