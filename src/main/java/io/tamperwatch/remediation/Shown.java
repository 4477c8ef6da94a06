package io.tamperwatch.remediation;

import com.fasterxml.jackson.databind.JsonNode;
import io.tamperwatch.event.LogText;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Sentences of the catalogue with a finding's values in place of their placeholders. */
final class Shown {

    /** Longer than any name; a certificate is cut. */
    private static final int LONGEST = 256;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Z][A-Z0-9_]*)\\}");

    private Shown() {}

    /** For people: values in quotation marks with everything escaped that does not show itself. */
    static String text(String sentence, List<Given> inputs) {
        return fill(sentence, inputs, Shown::visible);
    }

    /** For a command that is to be pasted: values as JSON text, or the input's name where none is known. */
    static String command(String sentence, List<Given> inputs) {
        return fill(sentence, inputs, given -> given.value() == null ? given.name() : JsonText.of(given.value()));
    }

    /** In one pass: what a value holds is never taken for a placeholder. */
    private static String fill(String sentence, List<Given> inputs, Function<Given, String> words) {
        return PLACEHOLDER
                .matcher(sentence)
                .replaceAll(found -> Matcher.quoteReplacement(inputs.stream()
                        .filter(given -> given.name().equals(found.group(1)))
                        .findFirst()
                        .map(words)
                        .orElse(found.group())));
    }

    private static String visible(Given given) {
        JsonNode value = given.value();
        if (value == null) {
            return given.input().label();
        }
        if (value.isArray()) {
            return value.isEmpty()
                    ? "none"
                    : value.valueStream().map(Shown::visible).collect(Collectors.joining(", "));
        }
        return visible(value);
    }

    private static String visible(JsonNode value) {
        return LogText.of(value.isTextual() ? value.textValue() : value.toString(), LONGEST);
    }
}
