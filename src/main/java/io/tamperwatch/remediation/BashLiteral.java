package io.tamperwatch.remediation;

import com.fasterxml.jackson.databind.JsonNode;

/** Words of bash in single quotes, in which nothing has a meaning but the quote itself. */
final class BashLiteral {

    private BashLiteral() {}

    /** A value as JSON text, which holds no single quote and no line break. */
    static String json(JsonNode value) {
        return "'" + JsonText.of(value) + "'";
    }

    /** Text of the catalogue or of this product, on one line; what does not print becomes a blank. */
    static String text(String text) {
        StringBuilder literal = new StringBuilder("'");
        text.codePoints().forEach(c -> {
            if (c == '\'') {
                literal.append("'\\''");
            } else {
                literal.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c);
            }
        });
        return literal.append("'").toString();
    }
}
