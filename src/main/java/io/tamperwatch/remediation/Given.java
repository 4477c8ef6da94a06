package io.tamperwatch.remediation;

import com.fasterxml.jackson.databind.JsonNode;
import io.tamperwatch.catalogue.RemedyInput;
import org.jspecify.annotations.Nullable;

/**
 * An input of a remedy and what it is for one finding.
 *
 * @param value null when nobody knows it but whoever runs the script
 */
record Given(RemedyInput input, @Nullable JsonNode value) {

    String name() {
        return input.name();
    }

    /** What to provide, on one line, and without what an interactive shell takes for a look into its history. */
    String need() {
        return input.need().replaceAll("\\s+", " ").replace('!', '.').strip();
    }

    /** How the scripts ask for it when it is not known: {@code secret}, {@code file} or nothing special. */
    String asked() {
        return input.file() ? "file" : input.secret() ? "secret" : "";
    }

    /** The assignment in bash; empty text for what is not known. */
    String bash() {
        if (value == null) {
            return name() + "=''";
        }
        return name() + "="
                + (input.form() == RemedyInput.Form.PLAIN ? BashLiteral.text(value.asText()) : BashLiteral.json(value));
    }

    /** The assignment in Python; None for what is not known. */
    String python() {
        return name() + " = " + (value == null ? "None" : PythonLiteral.of(value));
    }
}
