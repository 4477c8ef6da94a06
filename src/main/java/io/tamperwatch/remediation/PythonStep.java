package io.tamperwatch.remediation;

import io.tamperwatch.catalogue.RemedyInput;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One step over boto3, to read and to paste into a notebook, a file or an interactive Python. It is one function: where lines
 * are run one by one, a refusal would not keep those below it from running. Account and Region stand in it and hold for
 * nothing else that is open there.
 *
 * @param accountId twelve digits; null when it is not known, and has to be filled in
 * @param region empty when it is not known: then it is the one that boto3 is set to
 */
record PythonStep(Filled filled, @Nullable String accountId, String region) {

    private static final Frame FRAME = Frame.read("step.py");

    String text() {
        return FRAME.with(Map.of(
                "VALUES", lines(filled.inputs(), PythonStep::assignment) + account() + "\n" + place(),
                "CHECKS",
                        lines(filled.unknown(), given -> check(given.name()))
                                + (accountId == null ? check("ACCOUNT_ID") + "\n" : ""),
                // an empty line would end the function where it is typed in; no text of the catalogue's has several
                // lines
                "COMMANDS",
                        filled.remedy()
                                .python()
                                .strip()
                                .replaceAll("\\n(?:[ \\t]*\\n)+", "\n")
                                .replaceAll("(?m)^", "    ")));
    }

    private String account() {
        return accountId == null
                ? "ACCOUNT_ID = None  # The twelve digits of the account it is for. In quotes."
                : "ACCOUNT_ID = '" + accountId + "'";
    }

    private String place() {
        return "REGION = "
                + (region.isEmpty() ? "None  # none is recorded: it is the one you have set" : "'" + region + "'");
    }

    private static String assignment(Given given) {
        return given.python() + (given.value() == null ? "  # " + given.need() + form(given.input()) : "");
    }

    private static String form(RemedyInput input) {
        if (input.file()) {
            return " open('FILE').read() takes it from a file.";
        }
        return switch (input.form()) {
            case TEXT, PLAIN -> " In quotes.";
            case LIST -> " As a list of texts: ['...', '...'].";
            case JSON -> " As Python writes it.";
        };
    }

    private static String check(String name) {
        return "    if %s is None:\n        raise RuntimeError('%s is needed')".formatted(name, name);
    }

    private static String lines(List<Given> inputs, Function<Given, String> line) {
        return inputs.stream().map(given -> line.apply(given) + "\n").collect(Collectors.joining());
    }
}
