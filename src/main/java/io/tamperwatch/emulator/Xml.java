package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The answers of the query protocol. */
final class Xml {

    private Xml() {}

    static String response(String action, String namespace, ObjectNode result, String requestId) {
        StringBuilder xml = new StringBuilder(512);
        xml.append('<')
                .append(action)
                .append("Response xmlns=\"")
                .append(namespace)
                .append("\">");
        if (!result.isEmpty()) {
            element(xml, action + "Result", result);
        }
        xml.append("<ResponseMetadata><RequestId>").append(requestId).append("</RequestId></ResponseMetadata>");
        return xml.append("</").append(action).append("Response>").toString();
    }

    static String error(String code, ServiceError error, String namespace, String requestId) {
        StringBuilder xml = new StringBuilder(512);
        xml.append("<ErrorResponse xmlns=\"").append(namespace).append("\"><Error><Type>");
        xml.append(error.status() < 500 ? "Sender" : "Receiver").append("</Type><Code>");
        escape(xml, code);
        xml.append("</Code><Message>");
        escape(xml, error.text());
        xml.append("</Message></Error><RequestId>").append(requestId);
        return xml.append("</RequestId></ErrorResponse>").toString();
    }

    private static void element(StringBuilder xml, String name, JsonNode value) {
        xml.append('<').append(name).append('>');
        if (name.endsWith("Map")) {
            value.properties().forEach(entry -> {
                xml.append("<entry>");
                element(xml, "key", entry.getKey());
                element(xml, "value", entry.getValue());
                xml.append("</entry>");
            });
        } else if (value.isObject()) {
            value.properties().forEach(member -> element(xml, member.getKey(), member.getValue()));
        } else if (value.isArray()) {
            value.forEach(member -> element(xml, "member", member));
        } else {
            escape(xml, value.asText());
        }
        xml.append("</").append(name).append('>');
    }

    private static void element(StringBuilder xml, String name, String text) {
        xml.append('<').append(name).append('>');
        escape(xml, text);
        xml.append("</").append(name).append('>');
    }

    /** What XML cannot carry even escaped becomes the replacement character. */
    private static void escape(StringBuilder xml, String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                case '\r' -> xml.append("&#xD;");
                default -> xml.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
            }
        });
    }

    private static boolean isAllowed(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c != 0xFFFE && c != 0xFFFF);
    }
}
