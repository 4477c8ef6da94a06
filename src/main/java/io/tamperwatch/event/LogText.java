package io.tamperwatch.event;

import org.jspecify.annotations.Nullable;

/**
 * Attacker-controlled text as one harmless piece of a log line: in double quotes, on one line, of bounded length, with
 * everything escaped that a terminal or a reader would not show as what it is (control characters, changes of writing
 * direction, invisible and unassigned characters, unusual spaces). Quotes and backslashes are escaped too, so the text
 * cannot end its own quotation and pose as further key=value pairs.
 */
public final class LogText {

    /** Enough for an ARN. */
    public static final int USUAL_LENGTH = 200;

    private LogText() {}

    /** {@code "text"} with at most {@value #USUAL_LENGTH} characters of the original, or {@code null} for null. */
    public static String of(@Nullable String text) {
        return of(text, USUAL_LENGTH);
    }

    /**
     * As {@link #of(String)} with another bound.
     *
     * @param length how many characters of the original are shown at most; what is left out is counted behind the quote
     */
    public static String of(@Nullable String text, int length) {
        if (text == null) {
            return "null";
        }
        StringBuilder line = new StringBuilder(Math.min(text.length(), length) + 16).append('"');
        int end = Math.min(text.length(), Math.max(length, 0));
        for (int i = 0; i < end; ) {
            int c = text.codePointAt(i);
            append(line, c);
            i += Character.charCount(c);
        }
        line.append('"');
        return text.length() > end
                ? line.append("+").append(text.length() - end).toString()
                : line.toString();
    }

    /**
     * As {@link #of(String, int)} for a place that has borders of its own, such as an element of a page: without the quotes,
     * and with quotes and backslashes as they are. Whoever writes it into a language still has to escape it for that.
     */
    public static String visible(String text, int length) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), length) + 16);
        int end = Math.min(text.length(), Math.max(length, 0));
        for (int i = 0; i < end; ) {
            int c = text.codePointAt(i);
            if (c == '"' || c == '\\') {
                shown.append((char) c);
            } else {
                append(shown, c);
            }
            i += Character.charCount(c);
        }
        return text.length() > end
                ? shown.append("… +").append(text.length() - end).toString()
                : shown.toString();
    }

    private static void append(StringBuilder line, int c) {
        if (c == '"' || c == '\\') {
            line.append('\\').append((char) c);
        } else if (isPlain(c)) {
            line.appendCodePoint(c);
        } else {
            line.append("\\u{").append(Integer.toHexString(c)).append('}');
        }
    }

    private static boolean isPlain(int c) {
        if (c < 0x7F) {
            return c >= ' ';
        }
        return isVisible(Character.getType(c)) && !looksEmpty(c);
    }

    private static boolean isVisible(int type) {
        return switch (type) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Letters, marks and symbols without a shape of their own. */
    private static boolean looksEmpty(int c) {
        return c == 0x034F // combining grapheme joiner
                || c == 0x115F // Hangul fillers
                || c == 0x1160
                || c == 0x3164
                || c == 0xFFA0
                || c == 0x17B4 // Khmer inherent vowels
                || c == 0x17B5
                || c == 0x2800 // blank Braille pattern
                || (c >= 0x180B && c <= 0x180F) // Mongolian selectors
                || (c >= 0xFE00 && c <= 0xFE0F) // variation selectors
                || (c >= 0xE0100 && c <= 0xE01EF);
    }
}
