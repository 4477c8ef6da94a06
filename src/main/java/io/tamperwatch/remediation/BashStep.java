package io.tamperwatch.remediation;

import io.tamperwatch.catalogue.RemedyInput;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One step over the AWS CLI, to read and to paste into a terminal as it is. A bash of its own reads it from a here document,
 * in which no interactive shell expands anything, be it bash or zsh: what stops the step ends that bash and nothing else.
 * Account and Region stand in it, so that it is refused elsewhere, and a value that is missing stops it.
 *
 * @param accountId twelve digits; null when it is not known, and has to be filled in
 * @param region empty when it is not known: then it is the one that the AWS CLI is set to
 */
record BashStep(Filled filled, @Nullable String accountId, String region) {

    private static final Frame FRAME = Frame.read("step.sh");

    String text() {
        return FRAME.with(Map.of(
                "VALUES", lines(filled.inputs(), BashStep::assignment) + account() + "\n" + settings(),
                "CHECKS", lines(filled.unknown(), BashStep::check) + accountCheck(),
                "COMMANDS", filled.remedy().cli().strip()));
    }

    private String account() {
        return accountId == null
                ? "ACCOUNT_ID=''  # The twelve digits of the account it is for."
                : "ACCOUNT_ID='" + accountId + "'";
    }

    private String settings() {
        return region.isEmpty()
                ? "export AWS_PAGER=''  # no Region is recorded: it is the one you have set"
                : "export AWS_PAGER='' AWS_REGION='%s' AWS_DEFAULT_REGION='%s'".formatted(region, region);
    }

    private String accountCheck() {
        return accountId == null ? "[ -n \"$ACCOUNT_ID\" ] || stop 'ACCOUNT_ID is needed.'\n" : "";
    }

    private static String assignment(Given given) {
        return given.bash() + (given.value() == null ? "  # " + given.need() + form(given.input()) : "");
    }

    private static String form(RemedyInput input) {
        if (input.file()) {
            return "";
        }
        return switch (input.form()) {
            case TEXT -> " As JSON text in quotes: '\"...\"', with \\u0027 for a ' in it.";
            case LIST -> " As a JSON list in quotes: '[\"...\",\"...\"]'.";
            case JSON -> " As JSON in quotes, with \\u0027 for a ' in it.";
            case PLAIN -> " In quotes.";
        };
    }

    /** What is no JSON text would be refused by the AWS CLI in words that do not say which value is meant. */
    private static String check(Given given) {
        String name = given.name();
        if (given.input().file()) {
            return "[ -n \"$%s\" ] || stop '%s has several lines: take the whole script, with --file %s=FILE.'"
                    .formatted(name, name, name);
        }
        return given.input().form() == RemedyInput.Form.TEXT
                ? "case \"$%s\" in '\"'*'\"') ;; *) stop '%s is needed, as JSON text in quotes.' ;; esac"
                        .formatted(name, name)
                : "[ -n \"$%s\" ] || stop '%s is needed.'".formatted(name, name);
    }

    private static String lines(List<Given> inputs, Function<Given, String> line) {
        return inputs.stream().map(given -> line.apply(given) + "\n").collect(Collectors.joining());
    }
}
