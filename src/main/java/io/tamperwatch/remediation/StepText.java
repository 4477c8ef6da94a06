package io.tamperwatch.remediation;

import io.tamperwatch.catalogue.Remedy;
import java.util.List;
import java.util.function.Function;

/** One step's commands with the assignments they need in front: to read, and to run one by one. */
final class StepText {

    private StepText() {}

    static String bash(Remedy remedy, List<Given> inputs) {
        return assignments(inputs, Given::bash) + remedy.cli().strip() + "\n";
    }

    static String python(Remedy remedy, List<Given> inputs) {
        return "import boto3\n\n" + assignments(inputs, Given::python)
                + remedy.python().strip() + "\n";
    }

    private static String assignments(List<Given> inputs, Function<Given, String> assignment) {
        StringBuilder text = new StringBuilder();
        for (Given given : inputs) {
            text.append(assignment.apply(given));
            text.append(given.value() == null ? "  # " + given.input().need().replaceAll("\\s+", " ") : "");
            text.append('\n');
        }
        return inputs.isEmpty() ? "" : text.append('\n').toString();
    }
}
