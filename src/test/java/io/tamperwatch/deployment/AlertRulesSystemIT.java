package io.tamperwatch.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus and Alertmanager themselves say that the rules hold and the example can be loaded. */
class AlertRulesSystemIT {

    @Test
    void prometheusAcceptsTheRules() {
        String checked = Program.required("promtool")
                .run("check", "rules", Alerts.SOURCE.toString(), Alerts.PUSH.toString())
                .successful();

        assertThat(checked).contains("SUCCESS: " + Alerts.all().size() + " rules found");
    }

    @Test
    void everyRuleDoesWhatItsTestsExpect() {
        Program promtool = Program.required("promtool");

        assertThat(List.of("findings", "service"))
                .allSatisfy(name -> promtool.run("test", "rules", "k8s/alerts/tests/" + name + ".test.yaml")
                        .successful());
    }

    /** A query is valid where a rule of it is. */
    @Test
    void prometheusAcceptsTheQueriesOfTheDashboard(@TempDir Path directory) throws IOException {
        StringBuilder rules = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
        for (String query : Dashboard.queries()) {
            String expression = query.replace("$__rate_interval", "5m").replaceAll("\\$\\w+", ".*");
            rules.append("  - record: q%d\n    expr: '%s'\n".formatted(rules.length(), expression));
        }
        Path file = Files.writeString(directory.resolve("dashboard.rules.yaml"), rules);

        Program.required("promtool").run("check", "rules", file.toString()).successful();
    }

    @Test
    void alertmanagerAcceptsTheExample() {
        Program.required("amtool")
                .run("check-config", "k8s/alerts/alertmanager-example.yaml")
                .successful();
    }
}
