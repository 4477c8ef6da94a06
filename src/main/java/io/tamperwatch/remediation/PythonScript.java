package io.tamperwatch.remediation;

import io.tamperwatch.catalogue.RemedyInput;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All steps of a remediation as one Python program over boto3. */
final class PythonScript {

    private static final Frame FRAME = Frame.read("frame.py");

    private final Remediation remediation;

    PythonScript(Remediation remediation) {
        this.remediation = remediation;
    }

    String text() {
        return FRAME.with(Map.of(
                "FACTS", facts(),
                "VALUES", remediation.inputs().stream().map(Given::python).collect(Collectors.joining("\n")),
                "INPUTS",
                        remediation.inputs().stream()
                                .map(given -> "'%s': '%s'"
                                        .formatted(
                                                given.name(), word(given.input().form())))
                                .collect(Collectors.joining(", ", "{", "}")),
                "LOOKS", optional(remediation.undoWarning()),
                "FUNCTIONS",
                        remediation.filled().stream()
                                .map(PythonScript::function)
                                .collect(Collectors.joining("\n\n")),
                "NOTES",
                        remediation.notes().stream().map(PythonLiteral::of).collect(Collectors.joining(", ", "[", "]")),
                "CALLS", remediation.steps().stream().map(PythonScript::call).collect(Collectors.joining("\n"))));
    }

    private String facts() {
        String account = remediation.accountId();
        return "FINDING_ID = %s\nACCOUNT_ID = '%s'\nREGION = '%s'"
                .formatted(
                        PythonLiteral.of(remediation.findingId()),
                        account == null ? "" : account,
                        remediation.region());
    }

    private static String function(Filled filled) {
        StringBuilder function = new StringBuilder("\ndef do_%s():\n".formatted(filled.functionName()));
        for (Given given : filled.inputs()) {
            if (filled.own().contains(given) && given.value() != null) {
                function.append("    ").append(given.python()).append('\n');
                continue;
            }
            function.append("    need('%s', '%s', %s)\n"
                    .formatted(
                            given.name(),
                            given.asked(),
                            PythonLiteral.of(given.input().need())));
            if (filled.own().contains(given)) {
                function.append("    %s = own('%s')\n".formatted(given.name(), given.name()));
            }
        }
        // a blank line stays one; nothing of the catalogue's programs is a text over several lines
        return function.append(filled.remedy().python().strip().replaceAll("(?m)^(?=.)", "    "))
                .append('\n')
                .toString();
    }

    private static String call(Step step) {
        return "    (do_%s, '%s', '%s', %s, %s, %s),"
                .formatted(
                        step.id().replace('-', '_'),
                        step.id(),
                        step.purpose().name().toLowerCase(Locale.ROOT),
                        PythonLiteral.of(step.title()),
                        optional(step.rollback()),
                        optional(step.notUndone()));
    }

    private static String optional(@Nullable String text) {
        return text == null ? "''" : PythonLiteral.of(text);
    }

    private static String word(RemedyInput.Form form) {
        return form.name().toLowerCase(Locale.ROOT);
    }
}
