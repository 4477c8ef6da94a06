package io.tamperwatch.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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

    @Test
    void alertmanagerAcceptsTheExample() {
        Program.required("amtool")
                .run("check-config", "k8s/alerts/alertmanager-example.yaml")
                .successful();
    }
}
