package io.tamperwatch.remediation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** Values as Python writes them, in printable ASCII on one line. */
final class PythonLiteral {

    private PythonLiteral() {}

    static String of(JsonNode value) {
        if (value.isObject()) {
            StringJoiner members = new StringJoiner(", ", "{", "}");
            value.properties().forEach(member -> members.add(of(member.getKey()) + ": " + of(member.getValue())));
            return members.toString();
        }
        if (value.isArray()) {
            StringJoiner items = new StringJoiner(", ", "[", "]");
            value.forEach(item -> items.add(of(item)));
            return items.toString();
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "True" : "False";
        }
        return value.isTextual() ? of(value.textValue()) : value.isNumber() ? value.asText() : "None";
    }

    /** By code points: an escape of Python's is one, and half of a surrogate pair would stay half. */
    static String of(String text) {
        StringBuilder literal = new StringBuilder("'");
        text.codePoints().forEach(c -> {
            if (c == '\'' || c == '\\') {
                literal.append('\\').append((char) c);
            } else if (c == '\n') {
                literal.append("\\n");
            } else if (c >= ' ' && c <= '~') {
                literal.append((char) c);
            } else {
                literal.append(c > 0xFFFF ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
            }
        });
        return literal.append("'").toString();
    }
}
