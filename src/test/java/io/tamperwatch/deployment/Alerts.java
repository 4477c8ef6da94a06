package io.tamperwatch.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/** The alert rules that are shipped, and the files made from their one source. */
public final class Alerts {

    /** The group that those leave out who have findings pushed to Alertmanager. */
    static final String FINDINGS = "tamperwatch-findings";

    public static final Path SOURCE = Path.of("k8s/alerts/tamperwatch.rules.yaml");
    static final Path PUSH = Path.of("k8s/alerts/tamperwatch-push.rules.yaml");
    static final Path RULE = Path.of("k8s/components/alerts/prometheusrule.yaml");
    static final Path RULE_PUSH = Path.of("k8s/components/alerts-push/prometheusrule.yaml");

    private static final String DERIVED =
            "# Made from k8s/alerts/tamperwatch.rules.yaml: edit that, and let AlertRulesTest"
                    + " write this with -Dalerts.write=true.\n";

    /** One rule. */
    public record Alert(String group, JsonNode rule) {

        public String name() {
            return rule.path("alert").asText();
        }

        public String expression() {
            return rule.path("expr").asText();
        }

        String annotation(String name) {
            return rule.path("annotations").path(name).asText();
        }
    }

    private Alerts() {}

    public static List<Alert> all() {
        return Yaml.elements(Yaml.file(SOURCE).path("groups"))
                .flatMap(group -> Yaml.elements(group.path("rules"))
                        .map(rule -> new Alert(group.path("name").asText(), rule)))
                .toList();
    }

    static String push() {
        String source = groups();
        int findings = source.indexOf("  - name: " + FINDINGS + "\n");
        int next = source.indexOf("  - name: ", findings + 1);
        return DERIVED + source.substring(0, findings) + source.substring(next);
    }

    static String prometheusRule(String rules) {
        String groups = rules.substring(rules.indexOf("groups:\n"));
        return DERIVED + """
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata:
              name: tamperwatch
            spec:
            """ + groups.indent(2).replaceAll("(?m)^ +$", "");
    }

    static String groups() {
        String source = Yaml.read(SOURCE);
        return source.substring(source.indexOf("groups:\n"));
    }
}
