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
