package io.tamperwatch.remediation;

import com.fasterxml.jackson.databind.node.TextNode;
import io.tamperwatch.catalogue.RemedyInput;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All steps of a remediation as one bash script over the AWS CLI. */
final class BashScript {

    private static final Frame FRAME = Frame.read("frame.sh");

    private final Remediation remediation;

    BashScript(Remediation remediation) {
        this.remediation = remediation;
    }

    String text() {
        return FRAME.with(Map.of(
                "FACTS", facts(),
                "VALUES", remediation.inputs().stream().map(Given::bash).collect(Collectors.joining("\n")),
                "INPUTS",
                        BashLiteral.text(remediation.inputs().stream()
                                .map(given ->
                                        given.name() + ":" + word(given.input().form()))
                                .collect(Collectors.joining(" "))),
                "STEPS",
                        BashLiteral.text(
                                remediation.steps().stream().map(Step::id).collect(Collectors.joining(" "))),
                "LOOKS", optional(remediation.undoWarning()),
                "FUNCTIONS",
                        remediation.filled().stream().map(BashScript::function).collect(Collectors.joining("\n")),
                "NOTES",
                        remediation.notes().stream()
                                .map(note -> "  say " + BashLiteral.text(note))
                                .collect(Collectors.joining("\n")),
                "CALLS", remediation.steps().stream().map(BashScript::call).collect(Collectors.joining("\n"))));
    }

    private String facts() {
        String account = remediation.accountId();
        return "FINDING_ID=%s\nACCOUNT_ID='%s'\nREGION='%s'"
                .formatted(
                        BashLiteral.json(TextNode.valueOf(remediation.findingId())),
                        account == null ? "" : account,
                        remediation.region());
    }

    private static String function(Filled filled) {
        StringBuilder function = new StringBuilder();
        function.append("do_%s() { # %s\n".formatted(filled.functionName(), filled.purpose()));
        for (Given given : filled.own()) {
            function.append("local ")
                    .append(
                            given.value() == null
                                    ? "%s=\"${%s-}\"".formatted(given.name(), given.name())
                                    : given.bash())
                    .append('\n');
        }
        for (Given given : filled.inputs()) {
            function.append("need %s '%s' %s\n"
                    .formatted(
                            given.name(),
                            given.asked(),
                            BashLiteral.text(given.input().need())));
        }
        return function.append(filled.remedy().cli().strip()).append("\n}\n").toString();
    }

    private static String call(Step step) {
        return "step %s %s %s %s %s"
                .formatted(
                        step.id(),
                        step.purpose().name().toLowerCase(Locale.ROOT),
                        BashLiteral.text(step.title()),
                        optional(step.rollback()),
                        optional(step.notUndone()));
    }

    private static String optional(@Nullable String text) {
        return BashLiteral.text(text == null ? "" : text);
    }

    private static String word(RemedyInput.Form form) {
        return form.name().toLowerCase(Locale.ROOT);
    }
}
