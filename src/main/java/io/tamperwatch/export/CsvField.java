package io.tamperwatch.export;

import java.util.regex.Pattern;

/**
 * Text as one field of a table that people open with a spreadsheet program. Such a program takes a cell that begins with
 * {@code = + - @} for a formula, and cuts a line at other characters than a comma where the local custom is another; so
 * wherever a cell could begin, an apostrophe goes before such a character. Characters that a terminal obeys are shown by
 * their number.
 */
final class CsvField {

    /** The start, a line's start, or behind what some program may cut at; then white space, then the character. */
    private static final Pattern FORMULA =
            Pattern.compile("((?:^|[\\n,;|\\t\"'])\\s*+)([=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])");

    private CsvField() {}

    static String of(String text) {
        return '"' + FORMULA.matcher(visible(text)).replaceAll("$1'$2").replace("\"", "\"\"") + '"';
    }

    private static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 8);
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        lines.codePoints().forEach(c -> {
            if (c == '\n' || c == '\t' || isPlain(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return shown.toString();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
